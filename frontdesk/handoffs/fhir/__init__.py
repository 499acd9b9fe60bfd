"""A case with a finished intake as an HL7 FHIR R4 transaction Bundle: values in, dicts out.

bundle.py puts it together, checks.py says what is wrong with one, validate.py adds fhir.resources.
"""
