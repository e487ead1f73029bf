package org.offprint.services.usage.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.offprint.services.usage.reports.ReportedItems.ReportedArticle;
import org.offprint.services.usage.reports.ReportedItems.ReportedJournal;

/** Writes a usage report to a buffer in memory, from which the caller reads it in chunks. */
abstract class ReportWriter {

    final ReportRequest request;
    final UsagePlatform platform;
    /** Base URL of this service without a trailing slash. */
    final String base;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ReportWriter(ReportRequest request, UsagePlatform platform, String base) {
        this.request = request;
        this.platform = platform;
        this.base = base;
    }

    /** Writes the beginning of the report, before the items. */
    abstract void begin(Instant created) throws IOException;

    /** Writes the usage of the platform. */
    abstract void platform(ItemUsage usage) throws IOException;

    /** Writes the usage of a journal. */
    abstract void journal(ItemUsage usage, ReportedJournal journal) throws IOException;

    /** Writes the usage of an article. Articles of the same journal must be passed consecutively. */
    abstract void article(ItemUsage usage, ReportedArticle article, ReportedJournal journal) throws IOException;

    /** Writes the end of the report, after the items. */
    abstract void end() throws IOException;

    String publisher(ReportedJournal journal) {
        return journal.publisher().isEmpty() ? platform.name() : journal.publisher();
    }

    String uri(ReportedJournal journal) {
        return base + "/journals/" + journal.slug();
    }

    String uri(ReportedArticle article) {
        return base + "/articles/" + article.slug();
    }

    /** Returns the data written since the last call. */
    final byte[] takeWritten() {
        byte[] written = out.toByteArray();
        out.reset();
        return written;
    }
}
