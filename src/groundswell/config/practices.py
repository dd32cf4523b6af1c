"""Our packages that hold records, and what the upper ones give to those below.

A lower package never imports an upper one, so what it takes from there is named here by its path.
"""

APPS = [
    "groundswell.foundation",
    "groundswell.foundation.accounts",
    "groundswell.foundation.audit",
    "groundswell.foundation.numbering",
    "groundswell.foundation.priorities",
    "groundswell.foundation.search",
    "groundswell.cmdb",
    "groundswell.catalogue",
    "groundswell.catalogue.offerings",
    "groundswell.catalogue.business",
    "groundswell.knowledge",
    "groundswell.servicedesk",
    "groundswell.servicedesk.major",
    "groundswell.servicedesk.promises",
    "groundswell.servicedesk.facts",
    "groundswell.servicedesk.work",
    "groundswell.servicedesk.requests",
    "groundswell.servicedesk.rules",
    "groundswell.servicedesk.satisfaction",
    "groundswell.servicedesk.links",
    "groundswell.servicedesk.effort",
    "groundswell.servicedesk.costs",
    "groundswell.servicedesk.texts",
    "groundswell.servicedesk.waiting",
    "groundswell.servicedesk.presence",
    "groundswell.servicedesk.recurring",
    "groundswell.servicedesk.files",
    "groundswell.problems",
    "groundswell.measurement",
    "groundswell.measurement.levels",
    "groundswell.improvement",
    "groundswell.improvement.mode",
    "groundswell.improvement.briefs",
    "groundswell.imports",
    "groundswell.portal",
]

#: what the search over everything looks for, in the order of its page
SEARCHED = (
    "groundswell.knowledge.searched.SEARCHED",
    "groundswell.problems.searched.SEARCHED",
    "groundswell.servicedesk.searched.SEARCHED",
    "groundswell.catalogue.offerings.searched.SEARCHED",
    "groundswell.catalogue.searched.SEARCHED",
    "groundswell.cmdb.searched.SEARCHED",
    "groundswell.improvement.searched.SEARCHED",
)

#: what practices above measurement add to the evidence tables: evidence table → its rows
EVIDENCE_REGISTERS = ("groundswell.improvement.evidence_rows.REGISTERS",)

#: what follows each entry of the trail in its transaction: beginnings of numbers → who is told
TRAIL_FOLLOWERS = {
    ("INC-", "REQ-"): "groundswell.servicedesk.promises.actions.follow_tickets",
    # a service too: promises can hold in its critical hours
    ("CAL-", "TGT-", "ESC-", "SVC-"): "groundswell.servicedesk.promises.actions.follow_rules",
}
