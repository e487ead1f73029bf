package org.offprint.platform.database.backup;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables that are included in a backup, and tables that are omitted. Each table created by the migrations is in one of
 * the two lists.
 */
final class BackupTables {

    /** Tables included in a backup, in the order in which they are written. A restore does not depend on the order. */
    static final List<String> INCLUDED = List.of(
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

    /** Tables that a backup omits, each with the reason for the omission. */
    static final Map<String, String> OMITTED = Map.ofEntries(
            Map.entry("store", "its id is in the first line, and a restored store has its own id"),
            Map.entry(
                    "idempotent_answer",
                    "it contains responses repeated for one day, which may refer to records created after"
                            + " the backup"),
            Map.entry("job", "the files of a job are in the data directory of a node, which is not in the backup"),
            Map.entry("registration_run_item", "it lists the registrations of registration runs, and jobs are omitted"),
            Map.entry("job_outcome", "it contains the outcomes of the records of a job, and jobs are omitted"),
            Map.entry(
                    "import_missing",
                    "it lists the missing records that a job looks up at its end, and jobs are omitted"),
            Map.entry(
                    "oai_address",
                    "it contains the URL under which this store was last harvested; the restored store"
                            + " records its own"),
            Map.entry("compressed_document", "it is rebuilt from documents on the first request"),
            Map.entry("rendering", "it is rebuilt from documents on the first request"),
            Map.entry(
                    "oai_former",
                    "it contains item states for running harvests; after a restore, harvesters must start" + " again"),
            Map.entry(
                    "flyway_schema_history",
                    "the restoring service creates its own tables; the schema version is in the first line"),
            Map.entry("full_text", "it is rebuilt from its source in the background"),
            Map.entry("full_text_work", "the queue is filled again from the texts of article versions"),
            Map.entry("searched_text", "it is rebuilt from its source when an index requests it"),
            Map.entry("image", "it is rebuilt from the files of article versions"),
            Map.entry("image_version", "it is rebuilt from the files of article versions"),
            Map.entry("image_work", "the queue is filled again from the images of article versions"),
            Map.entry(
                    "registration_secret", "secrets are not backed up; set the secret of each restored account again"),
            Map.entry(
                    "registration_attempt",
                    "it lists the requests that this store has sent; a restored store sends nothing until it"
                            + " is enabled"),
            Map.entry("registration_attempt_item", "it contains the outcomes of the records of an attempt"),
            Map.entry("readiness", "it is rebuilt from documents"),
            Map.entry("readiness_count", "it is recounted from documents"),
            Map.entry(
                    "readiness_place",
                    "it is the position of the readiness checks; a restored store checks all articles again"),
            Map.entry("person_session", "users sign in again after a restore"),
            Map.entry(
                    "usage_salt",
                    "it contains the salts of visitor hashes, which must not be kept longer than one day"),
            Map.entry("usage_batch", "it contains visitor hashes, which are deleted within hours"),
            Map.entry("usage_event", "it contains visitor hashes, which are deleted within hours"),
            Map.entry("usage_session", "it contains visitor hashes, which are deleted at the end of the day"),
            Map.entry(
                    "webhook",
                    "a copy of a store must not send to the receivers of the original, and secrets are not"
                            + " backed up"),
            Map.entry("webhook_event", "it contains the events of webhooks, and webhooks are omitted"),
            Map.entry("webhook_delivery", "its rows belong to webhooks, and webhooks are omitted"),
            Map.entry("webhook_attempt", "its rows belong to webhooks, and webhooks are omitted"),
            Map.entry(
                    "citation_change",
                    "it lists the cached pages that running nodes must rebuild; a restored store has no"
                            + " cached pages"),
            Map.entry("outside_work", "it is loaded from a file, which the operator loads again after a restore"),
            Map.entry("outside_work_print", "it is computed from the loaded works"),
            Map.entry(
                    "outside_work_former_print",
                    "it belongs to former works of the set of external works, which is omitted"),
            Map.entry("outside_set", "it describes the set of external works, which is empty in a restored store"),
            Map.entry(
                    "crossref_place",
                    "it is a position in the log; a restored store checks all references again, without"
                            + " repeating lookups"),
            Map.entry("node", "it lists the nodes that are running now, and their positions in the log"),
            Map.entry("upload", "the uploaded bytes are in the data directory of a node, which is not in the backup"));

    /** Tables that have rows even in a store without records. A restore replaces these rows. */
    static final Set<String> FILLED_AT_START =
            Set.of("secret", "api_key", "follower", "oai_format", "audit", "audit_start", "audit_name");

    private BackupTables() {}
}
