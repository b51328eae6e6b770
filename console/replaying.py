"""Looking at everything as it was known at an earlier snapshot, while what is new waits."""

from typing import Any, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from console.following import Sight
from console.formats import Glyphs
from console.language import Sentence, say
from console.messages import LookedBack, Replayed, Seen
from console.moments import Moment, at, moments_of, stepped
from console.store import FiledStore, Generation, Stopped, StoreUnusable
from console.widgets.replay_bar import ReplayBar

FIRST, LAST = -1_000_000, 1_000_000


class Replaying(App[int]):
    """An application that can be taken back to any snapshot: every screen is handed the picture of that moment."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "replay(-1)", say("one snapshot back").text, show=False, id="replay.back"),
        Binding("right_square_bracket", "replay(1)", say("one snapshot on").text, show=False, id="replay.on"),
        Binding("left_curly_bracket", "replay_first", say("to the first snapshot").text, show=False, id="replay.first"),
        Binding("right_curly_bracket", "replay_last", say("to the last snapshot").text, show=False, id="replay.last"),
        Binding("0,backslash", "present", say("back to the present").text, show=False, id="replay.present"),
    ]

    store: FiledStore
    glyphs: Glyphs

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.moment: Moment | None = None
        """The moment that is shown; None is the present."""
        self.newest: Sight | None = None
        """What was seen of the store last, shown or not."""
        self._steps = 0
        self._from: Moment | None = None
        self._asked = 0
        """Which question was asked last; the answers to earlier ones are dropped."""
        self._generation = 0
        """The generation that was the newest when the present was left."""
        self._asking: Generation | None = None

    # What the store says.

    def on_seen(self, message: Seen) -> None:
        """Show what was seen; while an earlier moment is shown, keep it until the present is wanted again."""
        if not self.is_running:  # it is being closed, and its screens are no longer whole
            return
        self.newest = message.sight
        if self.moment is None:
            self.hand_on(message.sight)
        else:
            self.show_moment()

    def hand_on(self, sight: Sight) -> None:
        """Hand a picture of the store to every screen; the application says how."""
        raise NotImplementedError

    def show_moment(self) -> None:
        """Say on every screen which moment it shows, and whether something newer waits."""
        now = self.newest.overview if self.newest else None
        shown = self._generation if self.moment else None
        waiting = now is not None and shown is not None and now.generation > shown
        for screen in self.screen_stack:
            if isinstance(screen, ModalScreen):
                continue
            bars = list(screen.query(ReplayBar))
            if not bars and self.moment is not None:
                screen.mount(bar := ReplayBar(self.glyphs), before=0)
                bars = [bar]
            for bar in bars:
                bar.own = getattr(screen, "in_replay", None)
                bar.show(self.moment, waiting=waiting)

    def on_replay_bar_stepped(self, message: ReplayBar.Stepped) -> None:
        """Go where the scale was clicked."""
        self.action_replay(message.step)

    # Keys.

    def action_replay(self, step: int) -> None:
        """Go so many snapshots back or on; keys that come faster than the answers add up."""
        if self.moment is None and step > 0:
            return
        if not self._steps:
            self._from = self.moment
        self._steps += step
        self._look_back(self._steps, None)

    def action_replay_first(self) -> None:
        """Go to the first snapshot."""
        self._look_back(FIRST, None)

    def action_replay_last(self) -> None:
        """Go to the last snapshot, as it was when it came."""
        self._look_back(LAST, None)

    def on_replayed(self, message: Replayed) -> None:
        """Go to a snapshot that was chosen somewhere."""
        self._look_back(0, message.snapshot_id)

    def action_present(self) -> None:
        """Come back to the present, with everything that came meanwhile."""
        self._asked += 1
        self._steps = 0
        if self.moment is not None:
            self.moment, self._generation = None, 0
            self.show_moment()
            self.hand_on(self.newest or Sight())

    def _look_back(self, step: int, snapshot_id: int | None) -> None:
        self._asked += 1
        self.look_back(self._from if self._steps else self.moment, step, snapshot_id, self._asked)

    @work(thread=True, exclusive=True, group="replay", exit_on_error=False)
    def look_back(self, here: Moment | None, step: int, snapshot_id: int | None, asked: int) -> None:
        """Read how everything stood at another moment."""
        worker = get_current_worker()
        if worker.is_cancelled:
            return
        try:
            with self.store.read() as generation:
                self._asking = generation
                answer = self._looked_back(generation, here, step, snapshot_id)
                answer.asked = asked
        except StoreUnusable as unusable:
            answer = LookedBack(here, None, unusable.sentence, asked)
        except Stopped:
            return
        finally:
            self._asking = None
        if not worker.is_cancelled:
            self.post_message(answer)

    def _looked_back(
        self, generation: Generation, here: Moment | None, step: int, snapshot_id: int | None
    ) -> LookedBack:
        from console.replay import overview_at

        moments = moments_of(generation)
        if snapshot_id is not None:
            there = at(moments, snapshot_id)
        elif step == LAST:
            there = moments[-1] if moments else None
        else:
            there = stepped(moments, here, step)
        return LookedBack(there, overview_at(generation, there) if there else None)

    def on_looked_back(self, message: LookedBack) -> None:
        """Show the moment that was read, or come back to the present after the last one."""
        if message.asked != self._asked or not self.is_running:
            return
        self._steps = 0
        there, overview = message.moment, message.overview
        if message.trouble is not None:
            self.say_trouble(message.trouble)
        elif there is None:
            self.action_present()
        elif overview is None:
            self.say_trouble(say("No targets were known yet at snapshot {number}.", number=there.number))
        else:
            now = self.newest.overview if self.newest else None
            self._generation = self._generation or (now.generation if now else 0)
            self.moment = there
            self.show_moment()
            self.hand_on(Sight(overview=overview))

    def say_trouble(self, sentence: Sentence) -> None:
        """Say why a moment cannot be shown."""
        self.notify(str(sentence), markup=False)

    def stop_asking(self) -> None:
        """Stop what is still being read, so that leaving never waits."""
        if self._asking is not None:
            self._asking.stop()
