package org.offprint.journal.affiliations.parsing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.text.FoldedText;

/** Printed affiliation, split at commas, with the probable meaning of each segment. */
public final class PrintedAffiliation {

    private static final Pattern POSTCODE = Pattern.compile("(?<![\\p{L}\\p{N}])(?:"
            + "[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}" // UK postcodes
            + "|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d" // Canadian postcodes
            + "|\\d{5}-\\d{3}|\\d{5}-\\d{4}|\\d{2}-\\d{3}|\\d{3}-\\d{4}" // Brazilian, US, Polish, Japanese postcodes
            + "|\\d{4} [A-Z]{2}(?= |$)" // Dutch postcodes
            + "|(?:[A-Z]{1,3}-)?\\d{4,7}" // postcodes in most countries, with or without a country prefix
            + "|(?:[A-Z]{1,3}-)?\\d{3} \\d{2,3})(?![\\p{L}\\p{N}])");

    private static final Pattern STATE = Pattern.compile("(.+?)[ ,]+([A-Z]{2})");

    private final List<String> segments = new ArrayList<>();
    private String country;
    private String postalCode;
    private String city;
    private String region;
    private String organization;
    private String department;

    private PrintedAffiliation() {}

    public static PrintedAffiliation read(String text) {
        return read(text, null);
    }

    /**
     * Parses a printed affiliation, optionally with the known name of its organization.
     *
     * @param known name of the organization in the affiliation text; null if it is unknown
     */
    public static PrintedAffiliation read(String text, String known) {
        PrintedAffiliation read = new PrintedAffiliation();
        List<String> left = read.readSegmentsAndCountry(text);
        if (left.stream().anyMatch(HanAffiliation::isHan)) {
            read.takeHan(left);
        } else {
            read.takeLatin(left, known);
        }
        return read;
    }

    /**
     * Parses only the segments and the country of a printed affiliation, for callers that need neither city nor
     * department.
     */
    public static PrintedAffiliation readSegments(String text) {
        PrintedAffiliation read = new PrintedAffiliation();
        read.readSegmentsAndCountry(text);
        return read;
    }

    /** Parses the segments and the country of a printed affiliation. Returns the segments without the country. */
    private List<String> readSegmentsAndCountry(String text) {
        segments.addAll(ComparedWords.segments(text));
        List<String> left = new ArrayList<>(segments);
        takeCountry(left);
        return left;
    }

    /**
     * Returns the organization name from a printed affiliation that may begin with a department. For example, returns
     * "University of York" for "Department of Physics, University of York". An affiliation that begins with the
     * organization is returned unchanged.
     */
    public static String organizationOf(String text) {
        PrintedAffiliation read = read(text);
        String name = read.organization;
        boolean isLater = name != null
                && !read.segments.isEmpty()
                && !read.segments.get(0).equals(name)
                && OrganizationTerms.isOrganization(name)
                && ComparedWords.hasOne(read.segments.get(0), OrganizationTerms.DEPARTMENTS);
        return isLater ? name : text;
    }

    /** Returns the segments of the printed affiliation, split at commas and brackets. */
    public List<String> segments() {
        return segments;
    }

    /** Returns the country code, or null if the affiliation does not name a country. */
    public String country() {
        return country;
    }

    public AffiliationParts parts() {
        return new AffiliationParts(
                organization,
                department,
                city,
                region,
                postalCode,
                country == null ? null : CountryCode.parse(country));
    }

    /** Extracts the country from the last segment, or from an earlier segment that consists only of a country name. */
    private void takeCountry(List<String> left) {
        for (int i = left.size() - 1; i >= 0 && country == null; i--) {
            List<String> words = FoldedText.words(FoldedText.folded(left.get(i)));
            country = CountryNames.named(words);
            if (country != null) {
                left.remove(i);
            } else if (i == left.size() - 1) {
                takeCountryAtEnd(words, left, i);
            }
        }
    }

    private void takeCountryAtEnd(List<String> words, List<String> left, int at) {
        int length = CountryNames.lengthAtEnd(words);
        if (length > 0 && !ComparedWords.isHan(words.get(0))) {
            country = CountryNames.named(words.subList(words.size() - length, words.size()));
            String[] printed = left.get(at).split("[\\s.]+");
            int kept = Math.max(0, printed.length - length);
            left.set(at, String.join(" ", List.of(printed).subList(0, kept)));
        }
    }

    private String takePostcode(String segment) {
        Matcher found = POSTCODE.matcher(segment);
        if (postalCode != null || !found.find()) {
            return segment;
        }
        postalCode = found.group();
        return FoldedText.plain(segment.substring(0, found.start()) + " " + segment.substring(found.end()));
    }

    private void takeLatin(List<String> left, String known) {
        int at = organizationAt(left, known);
        if (at < 0) {
            return;
        }
        organization = left.get(at);
        List<String> within = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            boolean isPart = i < at || ComparedWords.hasOne(left.get(i), OrganizationTerms.DEPARTMENTS);
            if (i != at
                    && isPart
                    && !OrganizationTerms.STREET.matcher(left.get(i)).matches()) {
                within.add(left.get(i));
            }
        }
        department = within.isEmpty() ? null : String.join(", ", within);
        takePlaces(left, at + 1);
    }

    private static int organizationAt(List<String> left, String known) {
        for (int i = 0; known != null && i < left.size(); i++) {
            if (Collections.indexOfSubList(
                            ComparedWords.significantWords(left.get(i)), ComparedWords.significantWords(known))
                    >= 0) {
                return i;
            }
        }
        for (Set<String> words : OrganizationTerms.ORGANIZATIONS) {
            for (int i = 0; i < left.size(); i++) {
                boolean isPart = ComparedWords.hasOne(left.get(i), OrganizationTerms.DEPARTMENTS)
                        && words != OrganizationTerms.ORGANIZATIONS.get(0);
                if (ComparedWords.hasOne(left.get(i), words) && !isPart) {
                    return i;
                }
            }
        }
        for (int i = 0; i < left.size(); i++) {
            // A faculty or school can be an independent organization, but a department cannot.
            if (ComparedWords.hasOne(left.get(i), OrganizationTerms.SCHOOLS)
                    || !ComparedWords.hasOne(left.get(i), OrganizationTerms.DEPARTMENTS)) {
                return i;
            }
        }
        return left.isEmpty() ? -1 : 0;
    }

    /** Extracts the city and region from the segments after the organization. */
    private void takePlaces(List<String> left, int from) {
        List<String> places = new ArrayList<>();
        for (String segment : left.subList(from, left.size())) {
            boolean isStreet = OrganizationTerms.STREET.matcher(segment).matches();
            String place = isStreet ? segment : takePostcode(segment);
            Matcher state = STATE.matcher(place);
            if (!isStreet && region == null && state.matches()) {
                region = state.group(2);
                place = state.group(1);
            }
            boolean isPlace = !isStreet && place.matches("\\p{L}.*") && !OrganizationTerms.isOrganization(place);
            if (isPlace && place.matches("[A-Z]{2}") && region == null) {
                region = place;
            } else if (isPlace && !place.matches(".*\\d.*")) {
                places.add(place);
            }
        }
        places = new ArrayList<>(new LinkedHashSet<>(places));
        if (region == null && places.size() > 1) {
            region = places.remove(places.size() - 1);
        }
        city = places.isEmpty() ? null : places.get(places.size() - 1);
    }

    private void takeHan(List<String> left) {
        HanAffiliation han =
                new HanAffiliation(left.stream().map(this::takePostcode).toList());
        country = country == null ? han.country : country;
        region = han.region;
        city = han.city;
        organization = han.organization;
        department = han.department;
    }

    /** Affiliation in Chinese characters, whose units are listed from largest to smallest, with or without commas. */
    private static final class HanAffiliation {

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

        /** Returns whether a segment of the affiliation is written in Chinese characters. */
        static boolean isHan(String segment) {
            return HAN.matcher(segment).matches();
        }
    }
}
