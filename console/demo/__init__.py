"""The labelled sample: invented figures, loaded as agencies would hand them over, for people who want to look first."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from console.catalogue import read_catalogue
from console.demo.building import build_whole
from console.demo.clock import OPERATOR, DatedDraft, DatedStore, end_on, moment
from console.demo.handover import Desk
from console.demo.story import Delivery, Story, read_story
from console.faults import Refused
from console.intake import load
from console.intake.ahead import expecting
from console.language import say
from console.places import CATALOGUES
from console.store import apply_catalogue, open_store, withdraw
from console.targets import Catalogue

__all__ = ["build_sample"]

Progress = Callable[[str, int, int | None], None]
"""What is being done, how many files are done, and how many there are."""


def build_sample(folder: Path, *, progress: Progress | None = None) -> None:
    """Build the labelled sample store in a folder unless it is there; it appears whole or not at all.

    Raises `Refused` when the folder holds something else.
    """
    folder = folder.resolve()
    if not _is_built(folder):
        build_whole(folder, lambda made: _build(made, progress or _quietly), lambda: _is_built(folder))


def _is_built(folder: Path) -> bool:
    store = open_store(folder)
    if store.version() is None:
        return False
    with store.read() as generation:
        if not generation.is_sample:
            raise Refused(say("The store {folder} is not a sample. Name another folder with --store.", folder=folder))
    return True


def _build(made: Path, progress: Progress) -> None:
    story = read_story()
    catalogue = sample_catalogue(story)
    files = made.with_name("files")
    files.mkdir()
    desk = Desk(story, {target.target_id: target for target in catalogue.targets}, files)
    with DatedDraft(made, story.deliveries[0].day) as draft, expecting(len(story.deliveries)):
        store = DatedStore(draft)
        store.day = story.deliveries[0].day
        apply_catalogue(store, catalogue)
        for number, delivery in enumerate(story.deliveries):
            progress(f"{delivery.agency} {delivery.until:%Y-%m}", number, len(story.deliveries))
            _hand_in(store, desk.write(delivery), delivery)
        draft.end()
    end_on(made, story.today, draft.written)


def sample_catalogue(story: Story) -> Catalogue:
    """Return the shipped catalogue with the sample's invented plans and stages laid over it."""
    catalogue = read_catalogue(CATALOGUES / story.catalogue)
    return replace(catalogue, plan=story.plan, stages=tuple(item.stage for item in story.milestones))


def _hand_in(store: DatedStore, file: Path, delivery: Delivery) -> None:
    store.day = delivery.day
    at = moment(delivery.day, 1 + (store.version() or 0))
    loaded = load(store, file, source=delivery.agency, published=delivery.day, by=OPERATOR, loaded_at=at)
    if loaded.status == "refused" or loaded.snapshot is None:
        raise RuntimeError("\n".join(str(line) for line in loaded.as_sentences()))
    if delivery.spoilt:
        withdraw(store, loaded.snapshot, delivery.reason, OPERATOR)


def _quietly(what: str, done: int, of: int | None) -> None:
    """Tell nobody."""
