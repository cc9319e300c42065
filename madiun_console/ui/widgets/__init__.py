"""The small parts pages are built of: keyboard first, with accessible names, painted with tokens of the theme.

Rule: a widget knows nothing of incidents, agencies or levels; words, shapes and tones are given to it. It
never reads a query, never calls an action, and emits only what a person did (setters are silent).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madiun_console.ui.widgets.banner import Banner, BannerArea
    from madiun_console.ui.widgets.check_chips import CheckChips
    from madiun_console.ui.widgets.clickable_list import ClickableList, ListRow
    from madiun_console.ui.widgets.clock_label import ClockLabel
    from madiun_console.ui.widgets.elided_label import ElidedLabel
    from madiun_console.ui.widgets.flow_layout import FlowLayout
    from madiun_console.ui.widgets.growing_text import GrowingText
    from madiun_console.ui.widgets.hit_popup import Hit
    from madiun_console.ui.widgets.inline_message import InlineMessage, MessageAction
    from madiun_console.ui.widgets.key_button import KeyButton, key_text
    from madiun_console.ui.widgets.labelled import Labelled
    from madiun_console.ui.widgets.level_badge import (
        LevelBadge,
        LevelLook,
        level_badge_size,
        paint_level_badge,
    )
    from madiun_console.ui.widgets.menu_button import MenuButton, MenuEntry
    from madiun_console.ui.widgets.one_stop import Choice
    from madiun_console.ui.widgets.page_stack import PageStack
    from madiun_console.ui.widgets.password_field import PasswordField
    from madiun_console.ui.widgets.section import Section
    from madiun_console.ui.widgets.segmented_choice import SegmentedChoice
    from madiun_console.ui.widgets.state_chip import (
        Chip,
        StateChip,
        paint_state_chip,
        paint_state_chips,
        state_chip_size,
    )
    from madiun_console.ui.widgets.tab_strip import TabStrip
    from madiun_console.ui.widgets.ticker import Ticker
    from madiun_console.ui.widgets.timeline_view import TimelineEntry, TimelineView
    from madiun_console.ui.widgets.type_ahead import TypeAhead

# Loaded when first asked for: the queue needs few of them. Measured with the shell: 100 ms, against 157 ms for all.
_HOMES = {
    "Banner": "banner",
    "BannerArea": "banner",
    "CheckChips": "check_chips",
    "ClickableList": "clickable_list",
    "ListRow": "clickable_list",
    "ClockLabel": "clock_label",
    "ElidedLabel": "elided_label",
    "FlowLayout": "flow_layout",
    "GrowingText": "growing_text",
    "Hit": "hit_popup",
    "InlineMessage": "inline_message",
    "MessageAction": "inline_message",
    "KeyButton": "key_button",
    "key_text": "key_button",
    "Labelled": "labelled",
    "LevelBadge": "level_badge",
    "LevelLook": "level_badge",
    "level_badge_size": "level_badge",
    "paint_level_badge": "level_badge",
    "MenuButton": "menu_button",
    "MenuEntry": "menu_button",
    "Choice": "one_stop",
    "PageStack": "page_stack",
    "PasswordField": "password_field",
    "Section": "section",
    "SegmentedChoice": "segmented_choice",
    "Chip": "state_chip",
    "StateChip": "state_chip",
    "paint_state_chip": "state_chip",
    "paint_state_chips": "state_chip",
    "state_chip_size": "state_chip",
    "TabStrip": "tab_strip",
    "Ticker": "ticker",
    "TimelineEntry": "timeline_view",
    "TimelineView": "timeline_view",
    "TypeAhead": "type_ahead",
}


def __getattr__(name: str) -> object:
    """Import the module that holds `name`."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


__all__ = [
    "Banner",
    "BannerArea",
    "CheckChips",
    "Chip",
    "Choice",
    "ClickableList",
    "ClockLabel",
    "ElidedLabel",
    "FlowLayout",
    "GrowingText",
    "Hit",
    "InlineMessage",
    "KeyButton",
    "Labelled",
    "LevelBadge",
    "LevelLook",
    "ListRow",
    "MenuButton",
    "MenuEntry",
    "MessageAction",
    "PageStack",
    "PasswordField",
    "Section",
    "SegmentedChoice",
    "StateChip",
    "TabStrip",
    "Ticker",
    "TimelineEntry",
    "TimelineView",
    "TypeAhead",
    "key_text",
    "level_badge_size",
    "paint_level_badge",
    "paint_state_chip",
    "paint_state_chips",
    "state_chip_size",
]
