"""Columns of the csv of trusts."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("UID", "uid"),
    Column("TRN", "group_id"),
    Column("Name", "name"),
    Column("Type", "type_name"),
    Column("Status", "status_name"),
    Column("Schools", "school_count"),
    Column("Companies House number", "companies_house_number"),
    Column("UKPRN", "ukprn"),
    Column("Opened", "open_date"),
    Column("Incorporated", "incorporated_on"),
    Column("Closed", "closed_date"),
    Column("Street", "street"),
    Column("Locality", "locality"),
    Column("Address 3", "address3"),
    Column("Town", "town"),
    Column("County", "county"),
    Column("Postcode", "postcode"),
    Column("Not in GIAS since", "gone_on"),
)
