package org.offprint.services.usage.reports;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.offprint.services.usage.reports.CountedUsage.ItemKey;
import org.offprint.services.usage.reports.CounterReport.Level;
import org.offprint.services.usage.reports.ReportedItems.ReportedArticle;
import org.offprint.services.usage.reports.ReportedItems.ReportedJournal;

/** Generates usage reports from the stored counts, in batches of items. */
@Singleton
public class UsageReports {

    private final CountedUsage counted;
    private final ReportedItems items;
    private final UsageMonths months;
    private final UsagePlatform platform;

    UsageReports(CountedUsage counted, ReportedItems items, UsageMonths months, UsagePlatform platform) {
        this.counted = counted;
        this.items = items;
        this.months = months;
        this.platform = platform;
    }

    /** Format of a usage report. */
    public enum ReportFormat {
        JSON("application/json"),
        TSV("text/tab-separated-values;charset=UTF-8"),
        CSV("text/csv;charset=UTF-8");

        private final String mediaType;

        ReportFormat(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    /**
     * Returns a supplier of the chunks of a usage report. An empty chunk marks the end of the report. Not thread-safe.
     *
     * @param base base URL of this service without a trailing slash
     */
    public Supplier<byte[]> make(ReportRequest asked, ReportFormat form, String base, Instant now) {
        ReportRequest request = asked;
        long lost = months.lost(asked.begin(), asked.end());
        if (lost > 0) {
            request =
                    request.with(CounterException.partial(lost + " views were not counted because a buffer was full."));
        }
        if (!counted.hasAny(asked) && asked.exceptions().stream().noneMatch(each -> each.code() == 3031)) {
            request = request.with(CounterException.noUsage());
        }
        ReportWriter writer = form == ReportFormat.JSON
                ? new JsonReport(request, platform, base)
                : new TabularReport(request, platform, base, form == ReportFormat.CSV);
        return new ReportPieces(request, writer, now);
    }

    private final class ReportPieces implements Supplier<byte[]> {

        private final ReportRequest request;
        private final ReportWriter writer;
        private final Instant now;
        private boolean isBegun;
        private boolean isOver;
        private ItemKey place;

        ReportPieces(ReportRequest request, ReportWriter writer, Instant now) {
            this.request = request;
            this.writer = writer;
            this.now = now;
        }

        @Override
        public byte[] get() {
            try {
                byte[] piece = new byte[0];
                // Skip batches without output, because an empty chunk marks the end of the report.
                while (piece.length == 0 && !isOver) {
                    advance();
                    piece = writer.takeWritten();
                }
                return piece;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void advance() throws IOException {
            if (!isBegun) {
                isBegun = true;
                writer.begin(now);
                return;
            }
            if (request.report().level() == Level.PLATFORM) {
                ItemUsage usage = counted.platform(request);
                if (!usage.performances().isEmpty()) {
                    writer.platform(usage);
                }
                isOver = true;
            } else {
                List<ItemKey> next = counted.items(request, place);
                isOver = next.size() < CountedUsage.ITEMS_PER_BATCH;
                if (!next.isEmpty()) {
                    place = next.get(next.size() - 1);
                    write(next);
                }
            }
            if (isOver) {
                writer.end();
            }
        }

        private void write(List<ItemKey> places) throws IOException {
            List<ItemUsage> usage = counted.usage(request, places);
            Map<UUID, ReportedJournal> journals = items.journals(
                    places.stream().map(ItemKey::journal).distinct().toList());
            if (request.report().level() == Level.TITLE) {
                for (ItemUsage each : usage) {
                    writer.journal(each, journals.get(each.journal()));
                }
                return;
            }
            Map<UUID, ReportedArticle> articles = items.articles(new ArrayList<>(
                    places.stream().map(ItemKey::article).distinct().toList()));
            for (ItemUsage each : usage) {
                writer.article(each, articles.get(each.article()), journals.get(each.journal()));
            }
        }
    }
}
