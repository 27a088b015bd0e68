import json

import pytest

from partnerships.data import shipped_template
from partnerships.rules.template_data import owners_from_text, row_from_data, row_to_data
from partnerships.rules.words import OwnerRole


@pytest.mark.parametrize("row", shipped_template(), ids=lambda row: row.code)
def test_every_shipped_row_survives_json(row):
    assert row_from_data(json.loads(json.dumps(row_to_data(row)))) == row


def test_a_dependency_without_routes_binds_in_all_of_them():
    data = next(row_to_data(row) for row in shipped_template() if row.code == "CON-10")
    assert data["depends_on"] == [{"code": "EXP-09"}, {"code": "CON-09", "routes": ["voluntary"]}]
    assert data["days"] == {"voluntary": -210, "transfer": -182}
    assert data["applies"] == {"voluntary": {"fact": "foundation"}, "transfer": {"fact": "church"}}
    data["depends_on"][0]["routes"] = []
    assert row_to_data(row_from_data(data))["depends_on"][0] == {"code": "EXP-09"}


def test_owners_are_codes_separated_by_commas():
    assert owners_from_text("GB, CEO") == (OwnerRole.GB, OwnerRole.CEO)
    assert owners_from_text("") == ()
    with pytest.raises(ValueError, match="KING"):
        owners_from_text("KING")
