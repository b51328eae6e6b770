"""The first line of the screen that makes a profile: whose file it is, and where its heading stands."""

from console.columns import Piece
from console.formats import Glyphs, column_text
from console.intake.drafting import Draft
from console.language import say
from console.widgets.drawn import Drawn


class ProfileHeading(Drawn):
    """Whose file it is, and where its heading stands."""

    DEFAULT_CSS = "ProfileHeading { height: 1; width: 100%; background: $panel; }"

    def __init__(self, draft: Draft, glyphs: Glyphs) -> None:
        super().__init__(id="profile-heading", glyphs=glyphs)
        self.draft = draft

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the line."""
        sample = self.draft.sample
        where = say("  names in row {row}", row=sample.heading) if sample.heading else ""
        rows = say("  about {rows:row|rows}", rows=f"{sample.total:,}")
        name = column_text(sample.file, self.glyphs, max(self.size.width - 44, 16))
        return ((f" {say('New profile')}  ", "title"), (name, "muted"), (f"{where}{rows}", "muted"))
