"""Who acts: a person in one organisation, or the operator at the command line."""

from __future__ import annotations

from dataclasses import dataclass, field

from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role, permissions_of
from case_mgr.access.shares import Act, Guest
from case_mgr.core.errors import Forbidden
from case_mgr.core.text import N_


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the rules see them; nothing here changes during an act."""

    user_id: int
    public_id: str
    name: str
    email: str
    organisation_id: int
    organisation_public_id: str
    organisation_name: str
    roles: frozenset[Role]
    # Set while somebody of another organisation stands in a case that is shared with them: the organisation above is
    # then the one that owns the case, and their own is the guest's home.
    guest: Guest | None = None
    permissions: frozenset[Permission] = field(init=False)

    def __post_init__(self) -> None:
        given = self.guest.permits() if self.guest else permissions_of(self.roles)
        object.__setattr__(self, "permissions", given)

    def may(self, permission: Permission | str) -> bool:
        """Return whether any of the person's roles permits this."""
        return permission in self.permissions

    def does(self, act: Act | str) -> bool:
        """Return whether the person may do this to the cases that they can open; a guest as far as the share goes."""
        if self.guest is not None:
            return act in self.guest.acts()
        return self.may(Permission.CASE_READ if act == Act.READ else Permission.CASE_WRITE)

    def sees(self, field: str) -> bool:
        """Return whether a share opens a column, written as table.column; to members roles alone decide."""
        return self.guest is None or self.guest.sees(field)

    def require(self, permission: Permission) -> None:
        """Refuse, naming the permission, when no role permits this."""
        if not self.may(permission):
            raise Forbidden(N_("Your role does not permit this."), permission=permission)


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs commands on the machine itself; the log calls them operator."""

    organisation_id: int | None = None
    organisation_public_id: str | None = None
    user_id: None = None
    public_id: str = "operator"
    name: str = "operator"


Doer = Actor | Operator
