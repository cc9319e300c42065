"""The frame around every page: top bar, banners, navigation rail and the stack of pages.

Rule: the shell is told everything (who, which shift, which pages exist) and decides nothing; it emits what
a person asked for.
"""

from madiun_console.ui.shell.frame import ShellFrame
from madiun_console.ui.shell.rail import NavigationRail, RailEntry
from madiun_console.ui.shell.top_bar import TopBar

__all__ = ["NavigationRail", "RailEntry", "ShellFrame", "TopBar"]
