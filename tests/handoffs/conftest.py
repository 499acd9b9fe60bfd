"""People and their browsers, as the console's tests have them."""

from tests.staff.conftest import browser_of, person, quick_hashing  # noqa: F401
