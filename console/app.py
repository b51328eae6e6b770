"""The console: one application, its screens, and the thread that follows the store."""

import gc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from textual.driver import Driver
from textual.screen import Screen

from console import language
from console.asking import Asker
from console.desking import Desking
from console.following import Follower, Sight, follow
from console.formats import NEUTRAL, Glyphs, steady_text
from console.hanging_up import on_hanging_up
from console.keys import Key
from console.kiosk import Kiosk
from console.language import Sentence, say
from console.leaving import Leaving
from console.messages import Answered, Asked, Opened, Seen
from console.overview import Line
from console.replaying import Replaying
from console.returning import Returning
from console.screens.watch import WatchScreen
from console.settings import Settings
from console.store import FiledStore
from console.ways import Ways


def now() -> datetime:
    """Return the moment in UTC, without a zone, as the store writes it."""
    return datetime.now(UTC).replace(tzinfo=None)


def collect_garbage() -> None:
    """Begin to look for garbage, which is not done while the console starts; what was imported is none."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


class Console(Leaving, Kiosk, Ways, Replaying, Desking, Returning):
    """Shows one store and follows it."""

    CSS_PATH = "app.tcss"
    TITLE = "Jindu"
    ENABLE_COMMAND_PALETTE = False
    watch_screen: WatchScreen
    BINDINGS = []

    def __init__(
        self,
        store: FiledStore,
        *,
        follower: Follower | None = None,
        clock: Callable[[], datetime] = now,
        glyphs: Glyphs = NEUTRAL,
        settings: Settings | None = None,
        memory_file: Path | None = None,
        kiosk: bool = False,
        few_colours: bool = False,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class, settings=settings, memory_file=memory_file, few_colours=few_colours)
        self.store = store
        self.follower = follower or follow(store)
        self.asker = Asker(store)
        self.glyphs = glyphs
        language.through(steady_text if glyphs.steady else None)
        self.clock = clock
        self.kiosk = kiosk
        self.watch_screen = WatchScreen(store.name, clock, glyphs)
        self.watch_screen.pins = self.settings.pins
        self.watch_screen.return_to(self.memory.panel, self.memory.target)

    def get_default_screen(self) -> WatchScreen:
        """Begin with the watch screen."""
        return self.watch_screen

    def on_mount(self) -> None:
        """Begin to show what the follower sees."""
        self.follower.tell(lambda sight: self.post_message(Seen(sight)))
        self.set_timer(1.0, collect_garbage)
        on_hanging_up(lambda: self.call_later(self.run_action, "quit"))
        if self.kiosk:
            self.begin_round(self.settings.dwell)

    def hand_on(self, sight: Sight) -> None:
        """Hand a picture of the store to every screen that shows one."""
        self.watch_screen.news = self.unusual(sight)
        self.watch_screen.see(sight)
        if not self.returned:
            self.call_after_refresh(self.go_back_there)
        for screen in self.screen_stack[1:]:
            if sight.overview and (follow_on := getattr(screen, "follow", None)):
                follow_on(sight.overview)

    def unusual(self, sight: Sight) -> tuple[Sentence, ...]:
        """Return what the first line says besides: how a kiosk is left, or how much changed since the last look."""
        if self.kiosk:
            return (say("Ctrl+Q leaves"),)
        looked = self.last_look(self.store.path, sight.overview) if sight.overview else None
        if looked is None or sight.overview is None or sight.overview.generation == looked.generation:
            return ()
        from console.changed import differences

        count = len(differences(looked, sight.overview)) if sight.overview.moment is None else 0
        return (
            (say("{count:change|changes} since the last look: {key}", count=count, key=Key("watch.changes")),)
            if count
            else ()
        )

    def on_opened(self, message: Opened) -> None:
        """Open the page of a target."""
        from console.screens.target import TargetScreen

        if self.overview is not None and not isinstance(self.screen, TargetScreen):
            self.open_page(self.page_of(message.line))

    def page_of(self, line: Line) -> Screen[None]:
        """Return the page of a target."""
        from console.screens.target import TargetScreen

        assert self.overview is not None
        return TargetScreen(self.store, self.overview, line, self.clock, self.glyphs)

    def on_asked(self, message: Asked) -> None:
        """Put a question to the store in a thread."""
        self.asker.ask(
            message.question, lambda answer, trouble: self.post_message(Answered(message.follows, answer, trouble))
        )

    def on_answered(self, message: Answered) -> None:
        """Hand the answer to the one who asked, unless everything is being closed."""
        if self.is_running:
            message.follows(message.answer, message.trouble)

    def action_intake(self) -> None:
        """Open the operator's screen on the folder that Jindu was started in."""
        from console.screens.intake import IntakeScreen

        if not isinstance(self.screen, IntakeScreen):
            county = self.overview.county if self.overview else ""
            self.open_page(IntakeScreen(self.store, Path.cwd(), self.glyphs, county))

    def action_desk(self) -> None:
        """Open the SQL desk, which stays as it is while one is away."""
        from console.screens.desk import DeskScreen

        if not self.is_screen_installed("desk"):
            self.install_screen(DeskScreen(self.store, self.clock, self.glyphs, client=self.desk_client), "desk")
        if not isinstance(self.screen, DeskScreen):
            self.open_page("desk")

    def action_help(self) -> None:
        """Explain what has the focus, then keys and marks."""
        from console.screens.explained import explained
        from console.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            screen = self.screen
            self.push_screen(HelpScreen(self.glyphs, lambda: tuple(explained(screen, self.glyphs))))

    def action_refresh(self) -> None:
        """Look at the store again."""
        self.follower.look_now()

    async def action_quit(self) -> None:
        """Leave at once, whatever is still being read."""
        self.follower.stop()
        self.stop_asking()
        self.remember_all()
        self.exit(0)

    def on_unmount(self) -> None:
        """Stop following and asking."""
        self.follower.stop()
        self.asker.stop()
        self.stop_asking()
        self.close_desk()


def run(
    store: FiledStore,
    *,
    follower: Follower | None = None,
    glyphs: Glyphs = NEUTRAL,
    settings: Settings | None = None,
    memory_file: Path | None = None,
    kiosk: bool = False,
    few_colours: bool = False,
) -> int:
    """Open the console on a store and return the exit code once it is closed."""
    console = Console(
        store, follower=follower, glyphs=glyphs, settings=settings, memory_file=memory_file, kiosk=kiosk,
        few_colours=few_colours,
    )  # fmt: skip
    try:
        return console.run() or console.return_code or 0
    finally:
        console.follower.stop()
