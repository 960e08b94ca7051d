"""Forms of people: shape only; what is possible is decided by the service."""

from case_mgr.detainees.forms.consent import ConsentForm, WithdrawForm
from case_mgr.detainees.forms.family import FamilyForm
from case_mgr.detainees.forms.health import HealthForm, VulnerabilityForm
from case_mgr.detainees.forms.identity import DocumentForm, NationalNumberForm
from case_mgr.detainees.forms.names import NameForm, NamePartsForm, NationalityForm
from case_mgr.detainees.forms.people import PersonForm, RegisterForm, SearchForm
from case_mgr.detainees.forms.relations import RelationForm
from case_mgr.detainees.forms.shared import ConfirmForm
from case_mgr.detainees.forms.telling import BiographyForm, PhotographForm

__all__ = [
    "BiographyForm",
    "ConfirmForm",
    "ConsentForm",
    "DocumentForm",
    "FamilyForm",
    "HealthForm",
    "NameForm",
    "NamePartsForm",
    "NationalNumberForm",
    "NationalityForm",
    "PersonForm",
    "PhotographForm",
    "RegisterForm",
    "RelationForm",
    "SearchForm",
    "VulnerabilityForm",
    "WithdrawForm",
]
