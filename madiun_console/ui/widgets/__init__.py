"""The small parts pages are built of: keyboard first, with accessible names, painted with tokens of the theme.

Rule: a widget knows nothing of incidents, agencies or levels; words, shapes and tones are given to it. It
never reads a query, never calls an action, and emits only what a person did (setters are silent).
"""

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
from madiun_console.ui.widgets.level_badge import LevelBadge, LevelLook, level_badge_size, paint_level_badge
from madiun_console.ui.widgets.menu_button import MenuButton, MenuEntry
from madiun_console.ui.widgets.one_stop import Choice
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
    "LevelBadge",
    "LevelLook",
    "ListRow",
    "MenuButton",
    "MenuEntry",
    "MessageAction",
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
