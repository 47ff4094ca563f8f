"""What a painter is asked for a job, with the pictures that it takes."""

from bot.database.models import Job
from bot.pictures import PictureStore
from bot.recipe import Quality
from styletransfer.worker.protocol import Draft, Dream, Paint, Style


class Requests:
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
        recipe = job.recipe
        return Paint(
            job=job.id,
            content=await self._pictures.read(job.content),
            styles=await self._styles(job),
            size=recipe.size,
            strength=recipe.strength,
            style_scale=recipe.style_scale,
            keep_colors=recipe.keep_colors,
            seed=recipe.seed,
            max_bytes=job.max_bytes,
            preview_seconds=self._preview_seconds,
        )

    async def draft(self, job: Job, max_bytes: int) -> Draft:
        """Return the request for a job's draft, as a file of so many bytes at most."""
        recipe = job.recipe
        return Draft(
            job=job.id,
            content=await self._pictures.read(job.content),
            styles=await self._styles(job),
            size=recipe.size,
            strength=recipe.strength,
            style_scale=recipe.style_scale,
            keep_colors=recipe.keep_colors,
            max_bytes=min(max_bytes, job.max_bytes),
        )

    async def _styles(self, job: Job) -> list[Style]:
        return [
            Style(
                preset=style.preset,
                picture=await self._pictures.read(style.picture) if style.picture else None,
                weight=style.weight,
            )
            for style in job.recipe.styles
        ]

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
