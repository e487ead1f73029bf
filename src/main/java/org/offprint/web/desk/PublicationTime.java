package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Date;
import java.util.Optional;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Times of publication, as editors enter and read them in the time zone of the journal. */
final class PublicationTime {

    private PublicationTime() {}

    /**
     * Formats a time in words with its time zone, or returns an empty string if there is none.
     *
     * @param zone time zone of the journal; UTC if it is null
     */
    static String shown(JsonNode time, String zone, InterfaceLanguage language) {
        if (!time.isTextual()) {
            return "";
        }
        DateFormat format = DateFormat.getPatternInstance("yMMMEd jm z", ULocale.forLanguageTag(language.code()));
        format.setTimeZone(TimeZone.getTimeZone(zone == null ? "UTC" : zone));
        return format.format(Date.from(Instant.parse(time.textValue())));
    }

    /**
     * Returns the time for a day and a time of day in a time zone. Returns empty if the day or time is invalid, or does not
     * exist because clocks are set forward.
     */
    static Optional<Instant> of(String day, String time, String zone) {
        try {
            var local = LocalDate.parse(day).atTime(LocalTime.parse(time));
            ZoneId id = ZoneId.of(zone);
            ZoneRules rules = id.getRules();
            return rules.getValidOffsets(local).isEmpty()
                    ? Optional.empty()
                    : Optional.of(local.atZone(id).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
