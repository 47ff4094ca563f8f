"""A member's answers in a modal, checked against the modal that the bot opened."""

from collections.abc import Iterator

from bot.sandbox.interactions.component_use import read_values
from bot.sandbox.interactions.resolved import Resolved
from bot.sandbox.state.model import Attachment
from bot.sandbox.validate.components import SELECTS, Kind
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject


def read_submission(
    at: Field, modal: JsonObject, attachments: dict[str, Attachment], resolved: Resolved
) -> JsonObject:
    """Read the `data` of a modal's submission."""
    if at["custom_id"].string(required=True) != modal["custom_id"]:
        at["custom_id"].fail("COMPONENT_VALIDATION_FAILED", "This is not the modal's custom_id")
    answers = {answer["custom_id"].string(): answer for answer in _answers(at["components"])}
    reader = _AnswerReader(at, answers, attachments, resolved)
    data: JsonObject = {
        "custom_id": modal["custom_id"],
        "components": [reader.component(component) for component in modal["components"]],
    }
    if found := resolved.body():
        data["resolved"] = found
    return data


def _answers(at: Field) -> Iterator[Field]:
    """Go through everything with a custom_id, in rows and labels."""
    for item in at.items():
        # The custom_id alone says which question it answers.
        item.skip("type", "id")
        item["component"].skip("type", "id")
        if "custom_id" in item:
            yield item
        yield from _answers(item["components"])
        if "custom_id" in item["component"]:
            yield item["component"]


class _AnswerReader:
    def __init__(
        self,
        at: Field,
        answers: dict[str, Field],
        attachments: dict[str, Attachment],
        resolved: Resolved,
    ) -> None:
        self._at = at
        self._answers = answers
        self._attachments = attachments
        self._resolved = resolved

    def component(self, asked: JsonObject) -> JsonObject:
        """Return what the bot gets for one component of the modal."""
        body: JsonObject = {"type": asked["type"], "id": asked["id"]}
        if asked["type"] == Kind.LABEL:
            body["component"] = self._control(asked["component"])
        elif asked["type"] == Kind.ACTION_ROW:
            body["components"] = [self._control(control) for control in asked["components"]]
        return body

    def _control(self, asked: JsonObject) -> JsonObject:
        body = {key: asked[key] for key in ("type", "id", "custom_id")}
        answer = self._answers.get(asked["custom_id"])
        if answer is None:
            answer = Field(None, self._at.form, (*self._at.path, "components", asked["custom_id"]))
        kind = asked["type"]
        if kind == Kind.TEXT_INPUT:
            body["value"] = self._text(answer["value"], asked)
        elif kind == Kind.FILE_UPLOAD:
            body["values"] = self._files(answer["values"], asked)
        elif kind in SELECTS:
            body["values"] = read_values(answer["values"], asked, self._resolved)
        elif kind == Kind.CHECKBOX:
            body["value"] = answer["value"].boolean()
        elif kind == Kind.RADIO_GROUP:
            body["value"] = self._radio(answer["value"], asked)
        else:
            body["values"] = self._checked(answer["values"], asked)
        return body

    @staticmethod
    def _text(at: Field, asked: JsonObject) -> str:
        if not at.value:
            if asked["required"]:
                at.require()
                if at.given:
                    at.fail("BASE_TYPE_REQUIRED", "This field is required")
            return ""
        return at.string(least=asked.get("min_length", 0), most=asked.get("max_length", 4000))

    def _files(self, at: Field, asked: JsonObject) -> list[str]:
        least = asked["min_values"] if asked["required"] else 0
        values: list[str] = []
        for item in at.items(least=least, most=asked["max_values"], required=least > 0):
            attachment = self._attachments.get(item.string())
            if attachment is None:
                item.fail("COMPONENT_VALIDATION_FAILED", "The attachment is missing")
                continue
            self._resolved.attachment(attachment)
            values.append(str(attachment.id))
        return values

    @staticmethod
    def _radio(at: Field, asked: JsonObject) -> str | None:
        if not at.given:
            if asked["required"]:
                at.require()
            return None
        value = at.string()
        if all(option["value"] != value for option in asked["options"]):
            at.fail("COMPONENT_VALIDATION_FAILED", "The value is not among the options")
        return value

    @staticmethod
    def _checked(at: Field, asked: JsonObject) -> list[str]:
        least = asked["min_values"] if asked["required"] else 0
        offered = {option["value"] for option in asked["options"]}
        items = at.items(least=least, most=asked["max_values"], required=least > 0)
        for item in items:
            if item.string() not in offered:
                item.fail("COMPONENT_VALIDATION_FAILED", "The value is not among the options")
        return [item.string() for item in items]
