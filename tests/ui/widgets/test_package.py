"""The package offers every widget by name and loads only those that are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from madiun_console.ui import widgets


def test_every_name_is_found() -> None:
    assert sorted(widgets.__all__) == sorted(widgets._HOMES)
    for name in widgets.__all__:
        assert getattr(widgets, name).__module__ == f"{widgets.__name__}.{widgets._HOMES[name]}"
    with pytest.raises(AttributeError, match="no attribute 'Carousel'"):
        _ = widgets.Carousel


def test_one_widget_does_not_load_the_others() -> None:
    program = (
        "import sys; from madiun_console.ui.widgets import TabStrip; "
        "print('madiun_console.ui.widgets.type_ahead' in sys.modules, TabStrip.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "TabStrip"]
