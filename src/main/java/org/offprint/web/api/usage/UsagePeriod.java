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

/** Query parameters of a usage table, which select its months and its file format. */
public class UsagePeriod {

    private static final int MAX_MONTHS = 240;
    private static final int DEFAULT_MONTHS = 12;
    private static final String PATTERN = "^[0-9]{4}-(0[1-9]|1[0-2])$";

    @QueryParam("from")
    @Parameter(
            description =
                    "First month of the table. By default, the table starts eleven months before the last" + " month.",
            schema = @Schema(type = SchemaType.STRING, pattern = PATTERN, examples = "2026-01"))
    String from;

    @QueryParam("until")
    @Parameter(
            description = "Last month of the table. By default, the table ends with the current month. A table has"
                    + " at most 240 months.",
            schema = @Schema(type = SchemaType.STRING, pattern = PATTERN, examples = "2026-11"))
    String until;

    @QueryParam("format")
    @Parameter(
            description = "Format of the response. `csv` returns a CSV table.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"json", "csv"},
                            defaultValue = "json"))
    String format;

    /** Creates an instance whose fields are set by the framework. */
    public UsagePeriod() {}

    /** Months and file format of a usage table, after validation. */
    record Period(YearMonth from, YearMonth until, boolean isCsv) {}

    /**
     * Parses and validates the months and the file format.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 with all errors
     */
    Period read() {
        Parameters parameters = new Parameters();
        YearMonth last = parameters.parsed("until", until, "month", UsagePeriod::month);
        YearMonth end = last == null ? YearMonth.now(ZoneOffset.UTC) : last;
        YearMonth first = parameters.parsed("from", from, "month", UsagePeriod::month);
        YearMonth begin = first == null ? end.minusMonths(DEFAULT_MONTHS - 1) : first;
        boolean isCsv = parameters.oneOf("format", format, Map.of("json", false, "csv", true), false);
        parameters.check();
        if (begin.isAfter(end) || begin.isBefore(end.minusMonths(MAX_MONTHS - 1))) {
            parameters.addError(
                    "from", "range", "Must start a period of 1 to " + MAX_MONTHS + " months that ends with until.");
        }
        parameters.check();
        return new Period(begin, end, isCsv);
    }

    private static YearMonth month(String text) {
        try {
            if (text.matches(PATTERN)) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeException e) {
            throw new InvalidValueException("month", "Must be an existing month.");
        }
        throw new InvalidValueException("month", "Must be a month, for example 2026-11.");
    }
}
