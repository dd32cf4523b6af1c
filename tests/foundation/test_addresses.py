"""`url` in templates: Django's, each address looked up once."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("{% url 'servicedesk:tickets' %}", "/desk/"),
        ("{% url 'servicedesk:ticket' number %}", "/desk/INC-000012/"),
        ("{% url 'servicedesk:ticket' number=number %}", "/desk/INC-000012/"),
        ("{% url 'servicedesk:ticket' 'a&b' %}", "/desk/a&amp;b/"),
        ("{% url 'servicedesk:tickets' as place %}at {{ place }}", "at /desk/"),
        ("{% url name %}", "/desk/"),
        ("{% url 'servicedesk:nowhere' as place %}{{ place }}", ""),
    ],
)
def test_an_address_is_the_same_each_time(written: str, address: str) -> None:
    template = Template(written)
    given = {"number": "INC-000012", "name": "servicedesk:tickets"}

    assert [template.render(Context(given)) for _ in range(2)] == [address, address]
    assert reverse("servicedesk:tickets") == "/desk/"


def test_a_page_that_is_none_is_said_when_the_template_is_shown() -> None:
    with pytest.raises(NoReverseMatch, match="nowhere"):
        Template("{% url 'servicedesk:nowhere' %}").render(Context())
    with pytest.raises(NoReverseMatch, match="servicedesk:ticket|'ticket'"):
        Template("{% url 'servicedesk:ticket' nothing %}").render(Context())
