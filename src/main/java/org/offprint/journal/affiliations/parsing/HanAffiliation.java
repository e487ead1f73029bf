package org.offprint.journal.affiliations.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.text.FoldedText;

/**
 * Parts of an affiliation in Chinese characters, which is written from the largest unit to the smallest, with or
 * without commas.
 */
final class HanAffiliation {

    private static final Pattern HAN = Pattern.compile("[\\p{IsHan}]{2,}.*");

    private static final Pattern HAN_REGION = Pattern.compile("^(\\p{IsHan}{2,8}?(?:省|自治区|特别行政区))");

    private static final Pattern HAN_CITY = Pattern.compile("^(\\p{IsHan}{2,8}?市)");

    private static final Pattern HAN_ORGANIZATION =
            Pattern.compile("^(\\p{IsHan}*?(?:大学|大學|学院|學院|研究所|研究院|医院|醫院|公司|科学院|中心|学会|委员会|博物馆|图书馆))(.*)$");

    String country;
    String region;
    String city;
    String organization;
    String department;

    HanAffiliation(List<String> segments) {
        List<String> unnamed = new ArrayList<>();
        for (String segment : segments) {
            for (String word : segment.split("\\s+")) {
                take(word, unnamed);
            }
        }
        unnamed.removeIf(place -> OrganizationTerms.STREET.matcher(place).matches()
                || !HAN.matcher(place).matches());
        if (city == null && !unnamed.isEmpty()) {
            city = unnamed.remove(0);
        }
        if (region == null && !unnamed.isEmpty()) {
            region = unnamed.remove(0);
        }
    }

    private void take(String word, List<String> unnamed) {
        String rest = word;
        int length = CountryNames.lengthAtStart(rest);
        if (length > 0) {
            country = country == null ? CountryNames.named(FoldedText.words(rest.substring(0, length))) : country;
            rest = rest.substring(length);
        }
        Matcher printed = HAN_REGION.matcher(rest);
        if (printed.find()) {
            region = region == null ? printed.group(1) : region;
            rest = rest.substring(printed.end());
        }
        printed = HAN_CITY.matcher(rest);
        if (printed.find()) {
            city = city == null ? printed.group(1) : city;
            rest = rest.substring(printed.end());
        }
        printed = HAN_ORGANIZATION.matcher(rest);
        if (printed.matches() && organization == null) {
            organization = printed.group(1);
            rest = printed.group(2);
            department = rest.isEmpty() ? null : rest;
        } else if (organization != null && rest.matches(".*(系|学院|部|科|室|学部|中心)$")) {
            department = department == null ? rest : department + " " + rest;
        } else if (!rest.isEmpty()) {
            unnamed.add(rest);
        }
    }

    /** Returns whether a segment is written in Chinese characters. */
    static boolean isHan(String segment) {
        return HAN.matcher(segment).matches();
    }
}
