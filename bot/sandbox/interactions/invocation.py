"""A member's use of a command, checked against what the bot registered."""

from dataclasses import dataclass
from typing import cast

from bot.sandbox.interactions.resolved import Resolved
from bot.sandbox.state import snowflake
from bot.sandbox.state.model import Attachment
from bot.sandbox.validate.field import Field
from bot.sandbox.validate.options import INT53, NESTING, OptionType
from bot.sandbox.wire import JsonObject

MOST_STRING = 6000


@dataclass(slots=True)
class OptionReader:
    """Reads the options of one invocation; `typing` while the member still types."""

    resolved: Resolved
    attachments: dict[str, Attachment]
    typing: bool = False
    focused: JsonObject | None = None

    def read(self, at: Field, declared: list[JsonObject]) -> list[JsonObject]:
        """Read the given options; notes unknown, missing and wrong ones."""
        by_name = {option["name"]: option for option in declared}
        options: list[JsonObject] = []
        given: set[str] = set()
        for item in at.items(most=25):
            if not item.object():
                continue
            name = item["name"].string(required=True)
            option = by_name.get(name)
            if option is None or name in given:
                item.fail(
                    "INTERACTION_APPLICATION_COMMAND_OPTION_INVALID",
                    f"Invalid option name: {name}",
                )
                continue
            given.add(name)
            if item["type"].integer(required=True) != option["type"]:
                item["type"].fail(
                    "INTERACTION_APPLICATION_COMMAND_OPTION_TYPE_INVALID",
                    f"Option {name} must have type {option['type']}",
                )
                continue
            options.append(self._option(item, option))
        if not self.typing:
            self._check_complete(at, declared, given)
        return options

    def _check_complete(self, at: Field, declared: list[JsonObject], given: set[str]) -> None:
        nested = [o for o in declared if o["type"] in NESTING]
        if nested and len(given) != 1:
            at.fail("BASE_TYPE_REQUIRED", "A sub-command is required")
        for option in declared:
            if option.get("required") and option["name"] not in given:
                at.form.add(
                    (*at.path, option["name"]), "BASE_TYPE_REQUIRED", "This field is required"
                )

    def _option(self, at: Field, declared: JsonObject) -> JsonObject:
        option: JsonObject = {"name": declared["name"], "type": declared["type"]}
        if declared["type"] in NESTING:
            option["options"] = self.read(at["options"], declared.get("options", []))
            return option
        focused = at["focused"].boolean()
        if focused and not declared.get("autocomplete"):
            at["focused"].fail(
                "INTERACTION_APPLICATION_COMMAND_OPTION_INVALID", "Option has no autocomplete"
            )
        if focused and self.typing:
            # What is being typed reaches the bot as text, whatever the option's type.
            self.focused = declared
            option |= {"value": at["value"].string(most=MOST_STRING), "focused": True}
            return option
        option["value"] = self._value(at["value"], declared)
        return option

    def _value(self, at: Field, declared: JsonObject) -> str | int | float | bool | None:
        if not at.require():
            return None
        match declared["type"]:
            case OptionType.STRING:
                return self._string(at, declared)
            case OptionType.INTEGER:
                number = at.integer()
                return None if number is None else self._number(at, declared, number, "int")
            case OptionType.NUMBER:
                if isinstance(at.value, bool) or not isinstance(at.value, int | float):
                    at.fail("NUMBER_TYPE_COERCE", f'Value "{at.value}" is not double.')
                    return None
                return self._number(at, declared, at.value, "double")
            case OptionType.BOOLEAN:
                return at.boolean()
            case OptionType.ATTACHMENT:
                return self._attachment(at)
            case kind:
                return self._named(at, cast("int", kind))

    def _string(self, at: Field, declared: JsonObject) -> str:
        least, most = declared.get("min_length", 0), declared.get("max_length", MOST_STRING)
        text = at.string(least=least, most=most)
        if not text.strip() and declared.get("required") and not self.typing:
            at.fail("BASE_TYPE_REQUIRED", "This field is required")
        self._check_choice(at, declared, text)
        return text

    def _number(self, at: Field, declared: JsonObject, number: float, kind: str) -> float:
        at.check_range(
            number, declared.get("min_value", -INT53), declared.get("max_value", INT53), kind
        )
        self._check_choice(at, declared, number)
        return number

    @staticmethod
    def _check_choice(at: Field, declared: JsonObject, value: object) -> None:
        choices = [choice["value"] for choice in declared.get("choices", [])]
        if choices and value not in choices:
            listed = ", ".join(map(str, choices))
            at.fail("BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")

    def _attachment(self, at: Field) -> str | None:
        attachment = self.attachments.get(str(at.value))
        if attachment is None:
            at.fail(
                "INTERACTION_APPLICATION_COMMAND_INVALID_ATTACHMENT", "The attachment is missing"
            )
            return None
        self.resolved.attachment(attachment)
        return str(attachment.id)

    def _named(self, at: Field, kind: int) -> str | None:
        number = snowflake.parse(at.value)
        finders = {
            OptionType.USER: [self.resolved.user],
            OptionType.ROLE: [self.resolved.role],
            OptionType.CHANNEL: [self.resolved.channel],
            OptionType.MENTIONABLE: [self.resolved.user, self.resolved.role],
        }[OptionType(kind)]
        if number is None or not any(find(number) for find in finders):
            at.fail("NUMBER_TYPE_COERCE", f'Value "{at.value}" is not snowflake.')
            return None
        return str(number)
