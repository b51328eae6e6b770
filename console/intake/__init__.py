"""Taking in what agencies hand over: every file is inspected apart, and loads whole or not at all."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from console.intake.loaded import Loaded, files_of
    from console.intake.loading import load
    from console.intake.profile import Profile, read_profile

_LATER = {
    "Loaded": "loaded", "files_of": "loaded", "load": "loading", "Profile": "profile", "read_profile": "profile",
}  # fmt: skip
"""Names whose modules are read when first asked for: the process of an inspection needs none of them."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    value = getattr(import_module(f"console.intake.{_LATER[name]}"), name)
    globals()[name] = value
    return value


__all__ = ["Loaded", "Profile", "files_of", "load", "read_profile"]
