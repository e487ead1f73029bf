package org.offprint.web.api.usage;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.platform.http.parameters.Parameters;

/** The parameters of a table of usage: months, and the form. */
public class AskedMonths {

    private static final int MOST = 240;
    private static final int USUAL = 12;
    private static final String PATTERN = "^[0-9]{4}-(0[1-9]|1[0-2])$";

    @QueryParam("from")
    @Parameter(
            description = "The first month; eleven months before the last if left out.",
            schema = @Schema(type = SchemaType.STRING, pattern = PATTERN, examples = "2026-01"))
    String from;

    @QueryParam("until")
    @Parameter(
            description = "The last month; this month if left out. 240 months at most.",
            schema = @Schema(type = SchemaType.STRING, pattern = PATTERN, examples = "2026-11"))
    String until;

    @QueryParam("format")
    @Parameter(
            description = "`csv` for a table.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"json", "csv"},
                            defaultValue = "json"))
    String format;

    /** Is filled by the framework. */
    public AskedMonths() {}

    /** The parameters as they are understood. */
    record Span(YearMonth from, YearMonth until, boolean isCsv) {}

    /**
     * Reads the parameters.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 with everything that is wrong
     */
    Span read() {
        Parameters parameters = new Parameters();
        YearMonth last = parameters.parsed("until", until, "month", AskedMonths::month);
        YearMonth end = last == null ? YearMonth.now(ZoneOffset.UTC) : last;
        YearMonth first = parameters.parsed("from", from, "month", AskedMonths::month);
        YearMonth begin = first == null ? end.minusMonths(USUAL - 1) : first;
        boolean isCsv = parameters.oneOf("format", format, Map.of("json", false, "csv", true), false);
        parameters.check();
        if (begin.isAfter(end) || begin.isBefore(end.minusMonths(MOST - 1))) {
            parameters.wrong("from", "range", "Ask for 1 to " + MOST + " months, the first one first.");
        }
        parameters.check();
        return new Span(begin, end, isCsv);
    }

    private static YearMonth month(String text) {
        try {
            if (text.matches(PATTERN)) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeException e) {
            throw new InvalidValueException("month", "This is no month.");
        }
        throw new InvalidValueException("month", "Write a month as 2026-11.");
    }
}
