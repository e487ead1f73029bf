package org.offprint.services.usage.reports;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.csv.SpreadsheetText;
import org.offprint.services.usage.reports.CounterReport.Attribute;
import org.offprint.services.usage.reports.CounterReport.Level;
import org.offprint.services.usage.reports.CounterReport.Metric;
import org.offprint.services.usage.reports.ItemUsage.Performance;
import org.offprint.services.usage.reports.ReportedItems.ReportedArticle;
import org.offprint.services.usage.reports.ReportedItems.ReportedAuthor;
import org.offprint.services.usage.reports.ReportedItems.ReportedJournal;

/**
 * Usage report as a table (COUNTER 5.1, section 3.2), with one row per metric and with tab-separated or comma-separated
 * cells.
 */
final class TabularReport extends ReportWriter {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM-yyyy", Locale.ENGLISH);

    private final boolean isCsv;
    private final boolean isView;
    private final List<YearMonth> months;

    TabularReport(ReportRequest request, UsagePlatform platform, String base, boolean isCsv) {
        super(request, platform, base);
        this.isCsv = isCsv;
        isView = request.report().isView();
        months = request.months();
    }

    @Override
    void begin(Instant created) {
        row("Report_Name", request.report().title());
        row("Report_ID", request.report().name());
        row("Release", "5.1");
        row("Institution_Name", UsagePlatform.THE_WORLD);
        row("Institution_ID", platform.proprietary(UsagePlatform.THE_WORLD_ID));
        row("Metric_Types", String.join("; ", request.stated().getOrDefault("Metric_Type", List.of())));
        row(
                "Report_Filters",
                request.stated().entrySet().stream()
                        .filter(filter -> !filter.getKey().equals("Metric_Type"))
                        .map(filter -> filter.getKey() + "=" + String.join("|", filter.getValue()))
                        .collect(Collectors.joining("; ")));
        row("Report_Attributes", attributes());
        row(
                "Exceptions",
                request.exceptions().stream()
                        .map(each -> each.code() + ": " + each.message()
                                + (each.data() == null ? "" : " (" + each.data() + ")"))
                        .collect(Collectors.joining("; ")));
        row(
                "Reporting_Period",
                "Begin_Date=" + request.begin().atDay(1) + "; End_Date="
                        + request.end().atEndOfMonth());
        row("Created", created.truncatedTo(ChronoUnit.SECONDS).toString());
        row("Created_By", platform.name());
        row("Registry_Record", platform.registryRecord());
        row();
        row(headings().toArray(String[]::new));
    }

    private String attributes() {
        if (isView) {
            return "";
        }
        List<String> attributes = new ArrayList<>();
        if (!request.shown().isEmpty()) {
            attributes.add("Attributes_To_Show="
                    + request.shown().stream().map(Attribute::word).collect(Collectors.joining("|")));
        }
        if (request.hasParents()) {
            attributes.add("Include_Parent_Details=True");
        }
        return String.join("; ", attributes);
    }

    private List<String> headings() {
        List<String> names = new ArrayList<>();
        Level level = request.report().level();
        if (level != Level.PLATFORM) {
            names.addAll(List.of(level == Level.TITLE ? "Title" : "Item", "Publisher", "Publisher_ID"));
        }
        names.add("Platform");
        if (level == Level.ITEM) {
            names.addAll(shown(Attribute.AUTHORS, Attribute.PUBLICATION_DATE, Attribute.ARTICLE_VERSION));
        }
        if (level != Level.PLATFORM) {
            names.addAll(List.of("DOI", "Proprietary_ID"));
            if (!isView) {
                names.add("ISBN");
            }
            names.addAll(List.of("Print_ISSN", "Online_ISSN", "URI"));
        }
        if (request.hasParents()) {
            Stream.of(
                            "Title",
                            "Authors",
                            "Publication_Date",
                            "Article_Version",
                            "Data_Type",
                            "DOI",
                            "Proprietary_ID",
                            "ISBN",
                            "Print_ISSN",
                            "Online_ISSN",
                            "URI")
                    .forEach(name -> names.add("Parent_" + name));
        }
        if (request.report() != CounterReport.TR_J3) {
            names.add("Data_Type");
        }
        names.addAll(shown(Attribute.YOP, Attribute.ACCESS_TYPE, Attribute.ACCESS_METHOD));
        names.addAll(List.of("Metric_Type", "Reporting_Period_Total"));
        months.forEach(month -> names.add(MONTH.format(month)));
        return names;
    }

    private List<String> shown(Attribute... attributes) {
        return Stream.of(attributes)
                .filter(request.shown()::contains)
                .map(Attribute::word)
                .toList();
    }

    @Override
    void platform(ItemUsage usage) {
        rows(List.of(platform.name()), usage);
    }

    @Override
    void journal(ItemUsage usage, ReportedJournal journal) {
        List<String> cells = new ArrayList<>(List.of(
                journal.title(),
                publisher(journal),
                "",
                platform.name(),
                "",
                platform.proprietary(journal.id().toString())));
        if (!isView) {
            cells.add("");
        }
        cells.addAll(List.of(journal.printIssn(), journal.onlineIssn(), uri(journal)));
        rows(cells, usage);
    }

    @Override
    void article(ItemUsage usage, ReportedArticle article, ReportedJournal journal) {
        List<String> cells = new ArrayList<>(List.of(article.title(), publisher(journal), "", platform.name()));
        if (request.shown().contains(Attribute.AUTHORS)) {
            cells.add(article.authors().stream().map(TabularReport::named).collect(Collectors.joining("; ")));
        }
        if (request.shown().contains(Attribute.PUBLICATION_DATE)) {
            cells.add(article.date());
        }
        if (request.shown().contains(Attribute.ARTICLE_VERSION)) {
            cells.add("VoR");
        }
        cells.addAll(List.of(article.doi(), platform.proprietary(article.id().toString()), "", "", "", uri(article)));
        if (request.hasParents()) {
            cells.addAll(List.of(
                    journal.title(),
                    "",
                    "",
                    "",
                    "Journal",
                    "",
                    platform.proprietary(journal.id().toString()),
                    "",
                    journal.printIssn(),
                    journal.onlineIssn(),
                    uri(journal)));
        }
        rows(cells, usage);
    }

    private static String named(ReportedAuthor author) {
        return author.orcid().isEmpty() ? author.name() : author.name() + " (ORCID:" + author.orcid() + ")";
    }

    @Override
    void end() {}

    private void rows(List<String> item, ItemUsage usage) {
        for (Performance each : usage.performances()) {
            for (Map.Entry<Metric, Map<YearMonth, Long>> metric : each.counts().entrySet()) {
                List<String> cells = new ArrayList<>(item);
                if (request.report() != CounterReport.TR_J3) {
                    cells.add(each.dataType());
                }
                add(cells, Attribute.YOP, each.yop());
                add(cells, Attribute.ACCESS_TYPE, each.accessType());
                add(cells, Attribute.ACCESS_METHOD, each.accessMethod());
                Map<YearMonth, Long> counts = metric.getValue();
                cells.add(metric.getKey().word());
                cells.add(Long.toString(
                        counts.values().stream().mapToLong(Long::longValue).sum()));
                months.forEach(month -> cells.add(Long.toString(counts.getOrDefault(month, 0L))));
                row(cells.toArray(String[]::new));
            }
        }
    }

    /**
     * Adds a cell if the report has a column for the attribute. The only attribute of searches is the access method.
     */
    private void add(List<String> cells, Attribute attribute, String value) {
        if (request.shown().contains(attribute)) {
            cells.add(value == null ? "" : value);
        }
    }

    private void row(String... cells) {
        String line = Stream.of(cells)
                .map(isCsv ? SpreadsheetText::csv : SpreadsheetText::of)
                .collect(Collectors.joining(isCsv ? "," : "\t"));
        out.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
