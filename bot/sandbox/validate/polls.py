"""The poll of a message. Nobody can vote in it here; it is there to be seen."""

from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

_LONGEST_QUESTION, _LONGEST_ANSWER = 300, 55
_MOST_ANSWERS, _MOST_HOURS = 10, 32 * 24


def read_poll(at: Field) -> JsonObject | None:
    """Read a poll as it is shown, but for its duration in hours in the place of its end.

    None where there is none.
    """
    if not at.given or not at.object():
        return None
    question = at["question"]["text"].string(least=1, most=_LONGEST_QUESTION, required=True)
    answers = [
        item["poll_media"]["text"].string(least=1, most=_LONGEST_ANSWER, required=True)
        for item in at["answers"].items(least=1, most=_MOST_ANSWERS, required=True)
    ]
    return {
        "question": {"text": question},
        "answers": [
            {"answer_id": number, "poll_media": {"text": text}}
            for number, text in enumerate(answers, start=1)
        ],
        "duration": at["duration"].integer(least=1, most=_MOST_HOURS) or 24,
        "allow_multiselect": at["allow_multiselect"].boolean(),
        "layout_type": at["layout_type"].integer(least=1, most=1) or 1,
    }
