package org.offprint.search.lucene;

import java.util.ArrayList;
import java.util.List;

/** Names of people: found by family and given name in either order, by initials, and with umlauts written as two letters. */
final class Names {

    private Names() {}

    /** The places of a name: of a person given and family name, in both orders; of an organization as it is. */
    static List<Place> places(List<String> parts) {
        if (parts.size() < 2) {
            return parts.stream()
                    .flatMap(part -> Words.ofText(part).stream())
                    .map(place -> varied(place, false))
                    .toList();
        }
        List<Place> given = Words.ofText(parts.get(0));
        List<Place> family = Words.ofText(parts.get(1));
        if (isOfCharacters(given) && isOfCharacters(family)) {
            // As it is written, the family name first and without a blank; a blank does not part the pairs of a query.
            return Words.ofText(parts.get(1) + parts.get(0));
        }
        List<Place> givenVaried =
                given.stream().map(place -> varied(place, true)).toList();
        List<Place> places = new ArrayList<>(givenVaried);
        family.forEach(place -> places.add(varied(place, false)));
        places.addAll(givenVaried);
        return places;
    }

    private static boolean isOfCharacters(List<Place> places) {
        return !places.isEmpty() && places.stream().allMatch(place -> place.word() == null);
    }

    private static Place varied(Place place, boolean isGiven) {
        List<String> others = new ArrayList<>(place.others());
        String contracted = Folding.contracted(place.term());
        if (contracted != null) {
            others.add(contracted);
        }
        if (isGiven && place.word() != null) {
            int initial = place.term().offsetByCodePoints(0, 1);
            if (initial < place.term().length()) {
                others.add(place.term().substring(0, initial));
            }
        }
        return new Place(
                place.term(),
                place.word(),
                others,
                place.start(),
                place.end(),
                place.joined(),
                place.parts(),
                place.joinedEnd());
    }
}
