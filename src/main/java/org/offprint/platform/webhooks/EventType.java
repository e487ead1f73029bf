package org.offprint.platform.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** Type of a webhook event. */
@Schema(
        name = "WebhookEventType",
        description = "Type of a webhook event. `article.published`: an article was published for the first"
                + " time. `article.corrected`: a new version is a correction. `article.updated`: an article"
                + " was changed in another way. `article.retracted`, `article.withdrawn` and"
                + " `article.reinstated`: an article was retracted, withdrawn or reinstated."
                + " `issue.published`: an issue became public. `journal.changed`: a journal was created,"
                + " changed or deleted. `import.finished`: an import ended. `registration.*`: a"
                + " registration ended with this outcome. `account.paused`: a registration account was"
                + " paused. `readiness.changed`: a published article meets different readiness rules.")
public enum EventType {
    @JsonProperty("article.published")
    ARTICLE_PUBLISHED,
    @JsonProperty("article.updated")
    ARTICLE_UPDATED,
    @JsonProperty("article.corrected")
    ARTICLE_CORRECTED,
    @JsonProperty("article.retracted")
    ARTICLE_RETRACTED,
    @JsonProperty("article.withdrawn")
    ARTICLE_WITHDRAWN,
    @JsonProperty("article.reinstated")
    ARTICLE_REINSTATED,
    @JsonProperty("issue.published")
    ISSUE_PUBLISHED,
    @JsonProperty("journal.changed")
    JOURNAL_CHANGED,
    @JsonProperty("import.finished")
    IMPORT_FINISHED,
    @JsonProperty("registration.registered")
    REGISTRATION_REGISTERED,
    @JsonProperty("registration.refused")
    REGISTRATION_REFUSED,
    @JsonProperty("registration.blocked")
    REGISTRATION_BLOCKED,
    @JsonProperty("account.paused")
    ACCOUNT_PAUSED,
    @JsonProperty("readiness.changed")
    READINESS_CHANGED;

    /** Event type of a test event, which is sent to a webhook on request. */
    public static final String TEST = "webhook.test";

    /** Returns the name of the event type, for example {@code article.published}. */
    public String term() {
        return Vocabulary.termOf(this);
    }
}
