"""A coordinator ticks cases, checks, runs and takes back an act on them, and shares the list as a view."""

import pytest
from playwright.sync_api import expect

from case_mgr.access.roles import Role
from tests import cast
from tests.journeys.fixtures import Live, Visitor, beside
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser
"""placeholder"""
