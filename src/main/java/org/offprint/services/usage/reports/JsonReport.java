package org.offprint.services.usage.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.services.usage.reports.CounterReport.Attribute;
import org.offprint.services.usage.reports.CounterReport.Metric;
import org.offprint.services.usage.reports.ItemUsage.Performance;
import org.offprint.services.usage.reports.ReportedItems.ReportedArticle;
import org.offprint.services.usage.reports.ReportedItems.ReportedAuthor;
import org.offprint.services.usage.reports.ReportedItems.ReportedJournal;

/** Usage report in the JSON format of the COUNTER API (release 5.1). */
final class JsonReport extends ReportWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final JsonGenerator json;
    /** Journal whose articles are being written; null if no parent item has been started. */
    private UUID parent;

    private boolean hasParent;

    JsonReport(ReportRequest request, UsagePlatform platform, String base) {
        super(request, platform, base);
        try {
            json = FACTORY.createGenerator(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    void begin(Instant created) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("Report_Header");
        json.writeStringField("Release", "5.1");
        json.writeStringField("Report_ID", request.report().name());
        json.writeStringField("Report_Name", request.report().title());
        json.writeStringField("Created", created.truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeStringField("Created_By", platform.name());
        json.writeObjectFieldStart("Institution_ID");
        texts("Proprietary", List.of(platform.proprietary(UsagePlatform.THE_WORLD_ID)));
        json.writeEndObject();
        json.writeStringField("Institution_Name", UsagePlatform.THE_WORLD);
        json.writeStringField("Registry_Record", platform.registryRecord());
        attributes();
        json.writeObjectFieldStart("Report_Filters");
        json.writeStringField("Begin_Date", request.begin().atDay(1).toString());
        json.writeStringField("End_Date", request.end().atEndOfMonth().toString());
        for (Map.Entry<String, List<String>> filter : request.stated().entrySet()) {
            if (filter.getKey().equals("Item_ID")) {
                json.writeStringField(filter.getKey(), filter.getValue().get(0));
            } else {
                texts(filter.getKey(), filter.getValue());
            }
        }
        json.writeEndObject();
        exceptions();
        json.writeEndObject();
        json.writeArrayFieldStart("Report_Items");
        json.flush();
    }

    private void attributes() throws IOException {
        if (request.report().isView() || request.shown().isEmpty() && !request.hasParents()) {
            return;
        }
        json.writeObjectFieldStart("Report_Attributes");
        if (!request.shown().isEmpty()) {
            texts(
                    "Attributes_To_Show",
                    request.shown().stream().map(Attribute::word).toList());
        }
        if (request.hasParents()) {
            json.writeStringField("Include_Parent_Details", "True");
        }
        json.writeEndObject();
    }

    private void exceptions() throws IOException {
        if (request.exceptions().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("Exceptions");
        for (CounterException exception : request.exceptions()) {
            json.writeStartObject();
            json.writeNumberField("Code", exception.code());
            json.writeStringField("Message", exception.message());
            if (exception.data() != null) {
                json.writeStringField("Data", exception.data());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    void platform(ItemUsage usage) throws IOException {
        json.writeStartObject();
        json.writeStringField("Platform", platform.name());
        performances(usage);
        json.writeEndObject();
        json.flush();
    }

    @Override
    void journal(ItemUsage usage, ReportedJournal journal) throws IOException {
        json.writeStartObject();
        json.writeStringField("Title", journal.title());
        json.writeStringField("Publisher", publisher(journal));
        json.writeStringField("Platform", platform.name());
        id(journal);
        performances(usage);
        json.writeEndObject();
        json.flush();
    }

    @Override
    void article(ItemUsage usage, ReportedArticle article, ReportedJournal journal) throws IOException {
        if (!hasParent || request.hasParents() && !journal.id().equals(parent)) {
            endParent();
            hasParent = true;
            parent = journal.id();
            json.writeStartObject();
            if (request.hasParents()) {
                json.writeStringField("Title", journal.title());
                json.writeStringField("Data_Type", "Journal");
                id(journal);
            }
            json.writeArrayFieldStart("Items");
        }
        json.writeStartObject();
        json.writeStringField("Item", article.title());
        json.writeStringField("Publisher", publisher(journal));
        json.writeStringField("Platform", platform.name());
        if (request.shown().contains(Attribute.AUTHORS) && !article.authors().isEmpty()) {
            json.writeArrayFieldStart("Authors");
            for (ReportedAuthor author : article.authors()) {
                json.writeStartObject();
                json.writeStringField("Name", author.name());
                if (!author.orcid().isEmpty()) {
                    json.writeStringField("ORCID", author.orcid());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (request.shown().contains(Attribute.PUBLICATION_DATE)) {
            stated("Publication_Date", article.date());
        }
        if (request.shown().contains(Attribute.ARTICLE_VERSION)) {
            json.writeStringField("Article_Version", "VoR");
        }
        json.writeObjectFieldStart("Item_ID");
        stated("DOI", article.doi());
        json.writeStringField("Proprietary", platform.proprietary(article.id().toString()));
        json.writeStringField("URI", uri(article));
        json.writeEndObject();
        performances(usage);
        json.writeEndObject();
        json.flush();
    }

    private void endParent() throws IOException {
        if (hasParent) {
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    @Override
    void end() throws IOException {
        endParent();
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private void id(ReportedJournal journal) throws IOException {
        json.writeObjectFieldStart("Item_ID");
        json.writeStringField("Proprietary", platform.proprietary(journal.id().toString()));
        stated("Print_ISSN", journal.printIssn());
        stated("Online_ISSN", journal.onlineIssn());
        json.writeStringField("URI", uri(journal));
        json.writeEndObject();
    }

    private void performances(ItemUsage usage) throws IOException {
        json.writeArrayFieldStart("Attribute_Performance");
        for (Performance each : usage.performances()) {
            json.writeStartObject();
            // TR_J3 has no Data_Type (COUNTER 5.1, section 4.3.3).
            if (request.report() != CounterReport.TR_J3) {
                json.writeStringField("Data_Type", each.dataType());
            }
            stated("YOP", each.yop());
            stated("Access_Type", each.accessType());
            stated("Access_Method", each.accessMethod());
            json.writeObjectFieldStart("Performance");
            for (Map.Entry<Metric, Map<YearMonth, Long>> metric : each.counts().entrySet()) {
                json.writeObjectFieldStart(metric.getKey().word());
                for (Map.Entry<YearMonth, Long> month : metric.getValue().entrySet()) {
                    json.writeNumberField(month.getKey().toString(), month.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Writes a JSON member unless its value is null or empty. */
    private void stated(String name, String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }
}
