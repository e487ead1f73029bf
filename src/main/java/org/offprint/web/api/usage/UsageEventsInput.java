package org.offprint.web.api.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request body with usage events from a front end. */
@Schema(description = "Usage events from a front end.")
record UsageEventsInput(
        @NotNull
        @Size(min = 1, max = MAX_EVENTS)
        @Schema(description = "Events to count, from 1 to 500. Either all or none are accepted.")
        List<@NotNull @Valid UsageEventInput> events) {

    static final int MAX_EVENTS = 500;

    /** Single view. */
    @Schema(name = "UsageEventInput", description = "A view of an article or of the results of a search.")
    record UsageEventInput(
            @NotNull
            @Schema(
                    description = "Kind of the view. Report each view only once, with the most specific kind: a request"
                            + " also counts as an investigation.")
            Kind kind,

            @Schema(description = "Id of the article that was opened. Must be absent for a search.")
            UUID article,

            @Schema(
                    description = "Form of the text that was opened. Allowed only for requests. Views of two different"
                            + " forms are not a double click. Default: `html`.")
            Form form,

            @Schema(description = "Method of access. Default: `regular`.")
            Method method,

            @Schema(description = "Time of the view, within the last 15 minutes. Default: now.")
            Instant time,

            @Size(min = 1, max = 200)
            @Schema(
                    description =
                            "Session identifier: any value that stays the same during one visit of a person, for at"
                                    + " most one day. Only a hash of the value is stored. If absent, `ip` and"
                                    + " `userAgent` are required.",
                    examples = "6f1c9d0a")
            String session,

            @Size(min = 2, max = 45)
            @Schema(description = "IP address of the reader. Only a hash is stored.", examples = "192.0.2.7")
            String ip,

            @Size(max = 1000)
            @Schema(
                    description = "User agent sent by the reader's browser. It is used to detect robots.",
                    examples = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            String userAgent) {}

    /** Kind of a view. */
    @Schema(
            name = "UsageEventKind",
            description = "Kind of a view. `investigation`: the abstract or the record was opened. `request`: the"
                    + " text was opened. `search`: a search was executed.")
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

    /** Form of a text. */
    @Schema(name = "UsageEventForm", description = "Form of a text that was opened.")
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

    /** Method of access. */
    @Schema(
            name = "UsageEventMethod",
            description = "Method of access. `regular`: by a person. `tdm`: text and data mining.")
    enum Method {
        @JsonProperty("regular")
        REGULAR,
        /** Text and data mining. */
        @JsonProperty("tdm")
        TDM
    }
}
