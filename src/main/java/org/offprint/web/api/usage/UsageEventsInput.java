package org.offprint.web.api.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people opened in a front end. */
@Schema(description = "What people opened.")
record UsageEventsInput(@NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid UsageEventInput> events) {

    static final int MOST = 500;

    /** One view. */
    @Schema(name = "UsageEventInput", description = "One view, of an article or of the results of a search.")
    record UsageEventInput(
            @NotNull @Schema(description = "A request is an investigation too: say the one thing that it was.")
            Kind kind,

            @Schema(description = "What was opened; a search has none.")
            UUID article,

            @Schema(description = "In which form a text was opened. Two forms are no double click. `html` if left out.")
            Form form,

            @Schema(description = "`regular` if left out.") Method method,

            @Schema(description = "When, within the last 15 minutes; now if left out.")
            Instant time,

            @Size(min = 1, max = 200)
            @Schema(
                    description =
                            "Anything that stays the same while one person visits, for a day at most. It is hashed"
                                    + " and then forgotten. Without it, give `ip` and `userAgent`.",
                    examples = "6f1c9d0a")
            String session,

            @Size(min = 2, max = 45)
            @Schema(description = "The address of the reader, which is hashed.", examples = "192.0.2.7")
            String ip,

            @Size(max = 1000)
            @Schema(
                    description = "As the reader's browser sent it. Robots are told by it.",
                    examples = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            String userAgent) {}

    /** What a view was. */
    @Schema(name = "UsageEventKind")
    enum Kind {
        /** The abstract or the record was opened. */
        @JsonProperty("investigation")
        INVESTIGATION,
        /** The text was opened. */
        @JsonProperty("request")
        REQUEST,
        @JsonProperty("search")
        SEARCH
    }

    /** The form of a text. */
    @Schema(name = "UsageEventForm")
    enum Form {
        @JsonProperty("html")
        HTML,
        @JsonProperty("pdf")
        PDF,
        @JsonProperty("xml")
        XML,
        @JsonProperty("other")
        OTHER
    }

    /** How something was opened. */
    @Schema(name = "UsageEventMethod")
    enum Method {
        @JsonProperty("regular")
        REGULAR,
        /** Text and data mining. */
        @JsonProperty("tdm")
        TDM
    }
}
