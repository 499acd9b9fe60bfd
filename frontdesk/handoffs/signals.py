"""What hand-offs ask of the apps that may know about them; hand-offs import none of those."""

from django.dispatch import Signal

# The FHIR bundle of a case: case, now. A receiver returns the bundle, or None when there is none.
record_asked = Signal()
