"""The blueprint of tasks and requests for help, and the words of their pages."""

from __future__ import annotations

from flask import Blueprint

from case_mgr.tasks import help_words, words

blueprint = Blueprint("tasks", __name__, template_folder="../templates")
for _filter in (
    words.task_what,
    words.task_why,
    words.task_due,
    words.task_tag,
    words.task_in_words,
    words.task_moved,
    words.task_group_name,
    words.rule_name,
    words.closed_words,
    help_words.help_kind,
    help_words.help_asker,
    help_words.help_channel,
    help_words.help_decision,
    help_words.help_title,
    help_words.help_urgency,
    help_words.help_stage,
    help_words.help_undoing,
    help_words.help_waits,
):
    blueprint.add_app_template_filter(_filter)
