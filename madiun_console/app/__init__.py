"""Composition root.

Rule: only this package knows every layer; it makes the parts and hands each what it needs, and nothing
imports it but the command line.
"""

from __future__ import annotations

from madiun_console.window_options import ShotOptions, WindowOptions


def run_window(options: WindowOptions) -> int:
    """Show the window until it is closed; gives the exit code of the process."""
    import gc

    gc.disable()  # a start makes much and throws nothing away; collecting would cost a tenth of it
    # Before Qt: from its import on, PySide6 looks into the source of every module that is imported.
    import madiun_console.opening
    import madiun_console.queries.queue  # noqa: F401
    from madiun_console.app.console import Console
    from madiun_console.app.parts import make_application

    application = make_application()
    console = Console(application, options)
    console.start()
    gc.freeze()
    gc.enable()
    code = application.exec()
    console.close()
    return code


def take_screenshot(options: ShotOptions) -> int:
    """Draw one page into a PNG file without a display; raises ConsoleError."""
    from madiun_console.app.screenshot import draw_page

    return draw_page(options)
