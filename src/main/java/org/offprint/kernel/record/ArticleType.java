package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Type of an article: a value that JATS 1.3 recommends for {@code article-type}, or another widely used value. */
@Schema(
        description = "Type of an article: a value that JATS recommends for `article-type`, or another value"
                + " in wide use.")
public enum ArticleType {
    @JsonProperty("research-article")
    RESEARCH_ARTICLE,
    @JsonProperty("review-article")
    REVIEW_ARTICLE,
    @JsonProperty("brief-report")
    BRIEF_REPORT,
    @JsonProperty("case-report")
    CASE_REPORT,
    @JsonProperty("rapid-communication")
    RAPID_COMMUNICATION,
    @JsonProperty("meeting-report")
    MEETING_REPORT,
    @JsonProperty("systematic-review")
    SYSTEMATIC_REVIEW,
    @JsonProperty("data-paper")
    DATA_PAPER,
    @JsonProperty("methods-article")
    METHODS_ARTICLE,
    @JsonProperty("protocol")
    PROTOCOL,
    @JsonProperty("editorial")
    EDITORIAL,
    @JsonProperty("introduction")
    INTRODUCTION,
    @JsonProperty("letter")
    LETTER,
    @JsonProperty("reply")
    REPLY,
    @JsonProperty("discussion")
    DISCUSSION,
    @JsonProperty("article-commentary")
    ARTICLE_COMMENTARY,
    @JsonProperty("peer-review")
    PEER_REVIEW,
    @JsonProperty("book-review")
    BOOK_REVIEW,
    @JsonProperty("product-review")
    PRODUCT_REVIEW,
    @JsonProperty("books-received")
    BOOKS_RECEIVED,
    @JsonProperty("correction")
    CORRECTION,
    @JsonProperty("addendum")
    ADDENDUM,
    @JsonProperty("retraction")
    RETRACTION,
    @JsonProperty("partial-retraction")
    PARTIAL_RETRACTION,
    @JsonProperty("expression-of-concern")
    EXPRESSION_OF_CONCERN,
    @JsonProperty("abstract")
    ABSTRACT,
    @JsonProperty("collection")
    COLLECTION,
    @JsonProperty("dissertation")
    DISSERTATION,
    @JsonProperty("translation")
    TRANSLATION,
    @JsonProperty("reprint")
    REPRINT,
    @JsonProperty("news")
    NEWS,
    @JsonProperty("in-brief")
    IN_BRIEF,
    @JsonProperty("announcement")
    ANNOUNCEMENT,
    @JsonProperty("calendar")
    CALENDAR,
    @JsonProperty("obituary")
    OBITUARY,
    @JsonProperty("oration")
    ORATION,
    @JsonProperty("other")
    OTHER
}
