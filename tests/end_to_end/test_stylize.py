"""From a member's command to the delivered picture."""

from bot.sandbox.member import File, Member
from tests.end_to_end import stage


async def test_a_style_picture_leads_to_a_painting(
    newcomer: Member, photo: bytes, painting: bytes
) -> None:
    answered = await newcomer.slash(
        "stylize",
        "stylize",
        {"image": File("photo.jpg", photo), "style_image": File("style.jpg", painting)},
    )
    result = await newcomer.response(answered, stage.is_result, timeout_s=60)
    print(result)
