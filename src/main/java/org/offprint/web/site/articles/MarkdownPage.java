package org.offprint.web.site.articles;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.markdown.MarkdownArticles;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.services.usage.UsedItem;

/** Published articles as Markdown. */
@ApplicationScoped
class MarkdownPage {

    private final FullTexts texts;
    private final MarkdownArticles markdown;
    private final TdmReservation reservation;
    private final UsageRecorder usage;
    private final CurrentVertxRequest current;

    MarkdownPage(
            FullTexts texts,
            MarkdownArticles markdown,
            TdmReservation reservation,
            UsageRecorder usage,
            CurrentVertxRequest current) {
        this.texts = texts;
        this.markdown = markdown;
        this.reservation = reservation;
        this.usage = usage;
        this.current = current;
    }

    /** Returns an article as Markdown, with its full text if there is one. */
    Response of(PublishedDocument published, HttpHeaders headers, String baseUrl) {
        PublishedRecord record = PublishedRecord.read(published);
        FullTexts.StoredText text = texts.published(published.id(), null, "").orElse(null);
        Encoded body = markdown.of(record, text, "", baseUrl);
        Response response = reservation
                .addTo(Reply.forReaders(headers, body, EntityTag.of(body.plain()), null), published)
                .type(MarkdownArticles.CONTENT_TYPE)
                .header(HttpHeaders.LINK, "</articles/" + published.slug() + ">; rel=\"canonical\"")
                .build();
        usage.recordMining(
                UsedItem.text(published.id(), text != null),
                response.getStatus(),
                current.getCurrent().request());
        return response;
    }
}
