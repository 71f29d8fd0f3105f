import pytest
from factories import MemberFactory

from plateforme.networks.circles import Circle
from plateforme.networks.roles import Permission, Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "circles"),
    [
        (Role.PARTICIPANT, {Circle.PUBLIC, Circle.NETWORK}),
        (Role.FACILITATOR, {Circle.PUBLIC, Circle.NETWORK, Circle.EDITORIAL}),
        (Role.STEWARD, {Circle.PUBLIC, Circle.NETWORK, Circle.COMMITTEE}),
    ],
)
def test_a_role_opens_its_circles_and_no_other(role, circles):
    assert MemberFactory(role=role).circles == circles


def test_a_steward_may_all_but_is_in_no_editorial_circle():
    steward = MemberFactory(role=Role.STEWARD)
    assert all(steward.may(permission) for permission in Permission)
    assert Circle.EDITORIAL not in steward.circles
