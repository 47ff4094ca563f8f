"""The request to a painter for a job, with the pictures that it takes."""

from typing import TypedDict

from bot.database.models import Job
from bot.recipe import Quality
from bot.storage.picture_store import PictureStore
from styletransfer.worker.protocol import Draft, Dream, Paint, Style


class _Styled(TypedDict):
    """The fields that a painting and its draft have in common."""

    job: str
    content: bytes
    styles: list[Style]
    size: int
    strength: int
    style_scale: float
    keep_colors: bool


class WorkerRequests:
    """Makes requests of jobs. Each method raises FileNotFoundError for a picture that is gone."""

    def __init__(self, pictures: PictureStore, preview_seconds: float) -> None:
        self._pictures = pictures
        self._preview_seconds = preview_seconds

    async def of(self, job: Job) -> Paint | Dream | Draft:
        """Return the request whose answer is the job's result."""
        if job.recipe.dream:
            return await self._dream(job)
        if job.recipe.quality is Quality.DRAFT:
            return await self.draft(job, job.max_bytes)
        return Paint(
            **await self._styled(job),
            faces="paint" if job.recipe.paint_faces else "keep",
            seed=job.recipe.seed,
            max_bytes=job.max_bytes,
            preview_seconds=self._preview_seconds,
        )

    async def draft(self, job: Job, max_bytes: int) -> Draft:
        """Return the request for a job's draft, as a file of so many bytes at most."""
        return Draft(**await self._styled(job), max_bytes=min(max_bytes, job.max_bytes))

    async def _styled(self, job: Job) -> _Styled:
        """Return the fields that a painting and its draft have in common."""
        recipe = job.recipe
        styles = [
            Style(
                preset=style.preset,
                picture=await self._pictures.read(style.picture) if style.picture else None,
                weight=style.weight,
            )
            for style in recipe.styles
        ]
        return {
            "job": job.id,
            "content": await self._pictures.read(job.content),
            "styles": styles,
            "size": recipe.size,
            "strength": recipe.strength,
            "style_scale": recipe.style_scale,
            "keep_colors": recipe.keep_colors,
        }

    async def _dream(self, job: Job) -> Dream:
        recipe = job.recipe
        (of,) = recipe.styles
        return Dream(
            job=job.id,
            content=await self._pictures.read(job.content),
            mood=of.mood,
            guide=await self._pictures.read(of.picture) if of.picture else None,
            size=recipe.size,
            strength=recipe.strength,
            seed=recipe.seed,
            max_bytes=job.max_bytes,
            preview_seconds=self._preview_seconds,
        )
