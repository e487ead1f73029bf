package org.offprint.platform.database.backup;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables that a backup holds, and those that it leaves out. Every table of the migrations is in one of the two
 * lists.
 */
final class BackupTables {

    /** The tables in the order of writing; the order means nothing to a restore. */
    static final List<String> HELD = List.of(
            "secret",
            "api_key",
            "person",
            "journal",
            "journal_slug",
            "journal_issn",
            "section",
            "issue",
            "affiliation",
            "article",
            "article_slug",
            "doi",
            "doi_sequence",
            "article_affiliation",
            "article_history",
            "article_version",
            "file_content",
            "article_content",
            "version_file",
            "published_article",
            "published_affiliation",
            "published_relation",
            "shown_inverse",
            "change",
            "follower",
            "oai_item",
            "oai_format",
            "redirect",
            "citation",
            "cited_article",
            "found_work",
            "registration_account",
            "registration_plan",
            "registration",
            "contributor_confirmation",
            "audit",
            "audit_start",
            "audit_name",
            "usage_day",
            "usage_month",
            "usage_search",
            "usage_lost");

    /** The tables left out, each with the reason. */
    static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("store", "its id is in the first line, and a restored store has an id of its own"),
            Map.entry(
                    "idempotent_answer",
                    "it repeats answers for a day; one of them may be about a record that came after the backup"),
            Map.entry("job", "the files that it needs are in the data directory of a node, which a backup has not"),
            Map.entry("registration_run_item", "it says what registrations a job made due, and goes with it"),
            Map.entry("job_outcome", "it says what became of the records of a job, and goes with it"),
            Map.entry("import_missing", "it says what records of a job look for at its end, and goes with it"),
            Map.entry(
                    "oai_address",
                    "it says by which address this store was harvested last; another store notes its own"),
            Map.entry("compressed_document", "it is made again from documents when they are first asked for"),
            Map.entry("rendering", "it is made again from documents when it is first asked for"),
            Map.entry("oai_former", "it keeps lists whole that harvesters had begun to read; they begin anew"),
            Map.entry(
                    "flyway_schema_history",
                    "the service that restores makes its own tables; their version is in the first line"),
            Map.entry("full_text", "it is made again from its source when it is first asked for"),
            Map.entry("searched_text", "it is made again from its source when an index asks for it"),
            Map.entry("image", "it is found again in the files that versions name"),
            Map.entry("image_version", "it is made again from the files that versions name"),
            Map.entry("image_work", "it is filled again with the images that versions name"),
            Map.entry("registration_secret", "no secret is in a backup; a restored account is given its secret anew"),
            Map.entry(
                    "registration_attempt",
                    "it says what this store has sent; a restored one sends nothing until it is told to"),
            Map.entry("registration_attempt_item", "it says what became of the records of an attempt"),
            Map.entry("readiness", "it is made again from documents"),
            Map.entry("readiness_count", "it is counted again from documents"),
            Map.entry("readiness_place", "a restored store looks at all documents"),
            Map.entry("person_session", "whoever restores a store signs in again"),
            Map.entry("usage_salt", "it makes hashes of visitors, and nobody is to have it for longer than a day"),
            Map.entry("usage_batch", "it has hashes of visitors, which are deleted within hours"),
            Map.entry("usage_event", "it has hashes of visitors, which are deleted within hours"),
            Map.entry("usage_session", "it has hashes of visitors, which are deleted with the day"),
            Map.entry("webhook", "a copy of a store must not send to the receivers of the original, nor hold secrets"),
            Map.entry("webhook_event", "it says what webhooks are told, and they are left out"),
            Map.entry("webhook_delivery", "it goes with its webhook"),
            Map.entry("webhook_attempt", "it goes with its webhook"),
            Map.entry(
                    "citation_change",
                    "it tells running nodes what pages show anew; a restored store keeps no pages yet"),
            Map.entry("outside_work", "it is loaded from a file, which whoever restores a store loads again"),
            Map.entry("outside_work_print", "it is made of the works that are loaded"),
            Map.entry("outside_work_former_print", "it is of works that were in the set, which is not held"),
            Map.entry("outside_set", "it says how the set is; that of a restored store is empty"),
            Map.entry("crossref_place", "a restored store goes through all references, and asks nothing twice"),
            Map.entry("node", "it says which nodes are running now, and where they are in the log"),
            Map.entry("upload", "its bytes are in the data directory of a node, which a backup has not"));

    /** Tables that have rows in a store without records; a restore replaces these rows. */
    static final Set<String> FILLED_AT_START =
            Set.of("secret", "api_key", "follower", "oai_format", "audit", "audit_start", "audit_name");

    private BackupTables() {}
}
