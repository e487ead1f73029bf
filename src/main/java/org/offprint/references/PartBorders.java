package org.offprint.references;

import java.util.List;
import java.util.Map;
import org.offprint.references.PrintedParts.Part;

/** Rules for borders between parts: a part that was cut too early, or that holds its neighbour, is mended. */
final class PartBorders {

    /** The probability of a part that a rule has made. */
    private static final double UNSURE = 0.5;

    private static final int LONGEST_NAME = 8;
    private static final int LONGEST_TAIL = 6;
    private static final int LONGEST_PLACE = 4;
    private static final int LEAST_DIGITS_OF_PAGE = 3;
    private static final int SHORTEST_WORD = 4;

    /** Tokens between an edition and the word that says so. */
    private static final int NEAR = 4;

    private final ReferenceTokens tokens;
    private final PrintedParts printed;
    private final Map<PartLabel, Part> parts;

    private PartBorders(ReferenceTokens tokens, PrintedParts printed) {
        this.tokens = tokens;
        this.printed = printed;
        parts = printed.parts();
    }

    /** Mends the borders of these parts. */
    static void mend(ReferenceTokens tokens, PrintedParts printed) {
        PartBorders borders = new PartBorders(tokens, printed);
        borders.dropEdition();
        borders.joinPeople();
        borders.beginWithAuthors();
        borders.findContainer();
        borders.splitBook();
        borders.splitNameOfYear();
        borders.findTitle();
        borders.splitJournal();
        borders.extendTitleBack();
        borders.extendTitleToStart();
        borders.extendTitleOverNames();
        borders.extendTitleOverPlace();
        borders.extendTitleOverRange();
        borders.cutVolume();
        borders.cutVolumeOfJournal();
        borders.splitLetteredPage();
        borders.extendSupplement();
        borders.cutPages();
        borders.findPage();
        borders.findJournal();
        borders.cutPlaceOfTitle();
        borders.cutPublisherOfTitle();
        borders.findPublisher();
        borders.splitPlace();
        borders.joinPublisher();
        borders.splitPublisher();
        borders.cutPlace();
    }

    private boolean has(PartLabel label) {
        return parts.containsKey(label);
    }

    private boolean isOf(int token, String name) {
        return (TokenFeatures.classes(tokens, token) & TokenFeatures.classBit(name)) != 0;
    }

    private boolean isOfAny(int token) {
        return parts.values().stream().anyMatch(part -> part.first() <= token && token <= part.last());
    }

    /** Reports whether only these marks stand between two tokens. */
    private boolean isBetween(int before, int behind, String marks) {
        for (int i = before + 1; i < behind; i++) {
            if (marks.indexOf(tokens.shape(i)) < 0) {
                return false;
            }
        }
        return before < behind;
    }

    private void put(PartLabel label, Part part) {
        parts.put(label, part);
    }

    private static Part unsure(Part part) {
        return unsure(part.first(), part.last(), part);
    }

    /** Returns a part at another place that is no surer than the one it is made of. */
    private static Part unsure(int first, int last, Part of) {
        return new Part(first, last, Math.min(UNSURE, of.probability()));
    }

    /** A number without a word such as "ed." near to it is no edition: before the year in brackets it is the page. */
    private void dropEdition() {
        Part edition = parts.get(PartLabel.EDITION);
        if (edition != null && !isNearEdition(edition)) {
            parts.remove(PartLabel.EDITION);
        }
        if (has(PartLabel.PAGES) || !has(PartLabel.CONTAINER)) {
            return;
        }
        for (Part run : printed.runs(PartLabel.EDITION)) {
            boolean isPage = run.first() == run.last()
                    && tokens.isNumber(run.first())
                    && run.first() > parts.get(PartLabel.CONTAINER).last()
                    && !isNearEdition(run)
                    && run.last() + 2 < tokens.size()
                    && tokens.shape(run.last() + 1) == '('
                    && tokens.shape(run.last() + 2) == ReferenceTokens.YEAR;
            if (isPage) {
                put(PartLabel.PAGES, unsure(run));
                return;
            }
        }
    }

    private boolean isNearEdition(Part part) {
        int last = Math.min(tokens.size() - 1, part.last() + NEAR);
        for (int i = Math.max(0, part.first() - NEAR); i <= last; i++) {
            if (isOf(i, "edition")) {
                return true;
            }
        }
        return false;
    }

    /** {@code Duarte, M. M. & Bencke, G. A. (orgs.)} is one list of people, whatever its last names are taken for. */
    private void joinPeople() {
        Part authors = parts.get(PartLabel.AUTHOR);
        Part editors = parts.get(PartLabel.EDITOR);
        if (authors == null || editors == null || editors.first() < authors.last()) {
            return;
        }
        for (int i = authors.last() + 1; i < editors.first(); i++) {
            boolean isLink = ",;.&".indexOf(tokens.shape(i)) >= 0 || isOf(i, "and");
            if (!isLink) {
                return;
            }
        }
        boolean isInitial = authors.first() == authors.last()
                && tokens.word(authors.first()).length() == 1;
        parts.remove(isInitial ? PartLabel.AUTHOR : PartLabel.EDITOR);
        put(isInitial ? PartLabel.EDITOR : PartLabel.AUTHOR, unsure(authors.first(), editors.last(), authors));
    }

    /** People before the title of a contribution have written it, even where "editors" stands behind them. */
    private void beginWithAuthors() {
        Part editors = parts.get(PartLabel.EDITOR);
        Part title = parts.get(PartLabel.TITLE);
        Part container = parts.get(PartLabel.CONTAINER);
        boolean isContribution = title != null && container != null && container.first() > title.last();
        if (isContribution && editors != null && editors.last() < title.first() && !has(PartLabel.AUTHOR)) {
            parts.remove(PartLabel.EDITOR);
            put(PartLabel.AUTHOR, unsure(editors));
        }
    }

    /** Of two titles the one behind "In" or behind editors is that of the book. */
    private void findContainer() {
        if (has(PartLabel.CONTAINER)) {
            return;
        }
        List<Part> runs = printed.runs(PartLabel.TITLE);
        Part editors = parts.get(PartLabel.EDITOR);
        for (int k = 1; k < runs.size(); k++) {
            Part before = runs.get(k - 1);
            Part run = runs.get(k);
            boolean isBehindEditors =
                    editors != null && editors.first() > before.last() && editors.last() < run.first();
            boolean isIn = false;
            for (int i = before.last() + 1; i < run.first(); i++) {
                isIn |= isOf(i, "in");
            }
            if (isBehindEditors || isIn) {
                put(PartLabel.TITLE, before);
                put(PartLabel.CONTAINER, unsure(run));
                return;
            }
        }
    }

    /** {@code The bog, in Bogs of the north} as a title is a title and that of the book. */
    private void splitBook() {
        Part title = parts.get(PartLabel.TITLE);
        if (title == null || has(PartLabel.CONTAINER)) {
            return;
        }
        for (int i = title.first() + 2; i < title.last(); i++) {
            boolean isIn = isOf(i, "in") && ",.;\"".indexOf(tokens.shape(i - 1)) >= 0;
            int next = i + 1;
            while (isIn && next < title.last() && ":.\"".indexOf(tokens.shape(next)) >= 0) {
                next++;
            }
            boolean isName = tokens.shape(next) == ReferenceTokens.TITLE_CASE && !isOf(next, "place");
            Part before = isIn && isName ? printed.trimmed(title.first(), i - 1) : null;
            Part behind = before == null ? null : printed.trimmed(next, title.last());
            if (behind != null && behind.last() > behind.first()) {
                put(PartLabel.TITLE, unsure(before));
                put(PartLabel.CONTAINER, unsure(behind));
                return;
            }
        }
    }

    /** {@code UNSOM 2016 Perceptions of peace}: a name and a year that begin a title are author and date. */
    private void splitNameOfYear() {
        Part title = parts.get(PartLabel.TITLE);
        if (title == null || has(PartLabel.AUTHOR) || has(PartLabel.EDITOR) || title.first() > 1) {
            return;
        }
        for (int i = title.first() + 1; i < title.last() && i - title.first() <= LONGEST_NAME; i++) {
            if (tokens.isMark(i) && tokens.shape(i) != '-') {
                return;
            }
            if (tokens.shape(i) == ReferenceTokens.YEAR) {
                boolean isLetter = tokens.shape(i + 1) == ReferenceTokens.SMALL
                        && !tokens.isAfterBlank(i + 1)
                        && i + 1 < title.last();
                int last = isLetter ? i + 1 : i;
                Part rest = printed.trimmed(last + 1, title.last());
                boolean isWords = rest != null && rest.last() > rest.first() && tokens.isAfterBlank(rest.first());
                if (isWords && tokens.shape(title.first()) != ReferenceTokens.SMALLS && !isOf(i - 1, "in")) {
                    put(PartLabel.AUTHOR, new Part(title.first(), i - 1, UNSURE));
                    put(PartLabel.DATE, new Part(i, last, UNSURE));
                    put(PartLabel.TITLE, rest);
                }
                return;
            }
        }
    }

    /** A journal without a title, a number and a page is a title. */
    private void findTitle() {
        Part container = parts.get(PartLabel.CONTAINER);
        boolean isNumbered = has(PartLabel.VOLUME) || has(PartLabel.ISSUE) || has(PartLabel.PAGES);
        boolean isBook = has(PartLabel.PUBLISHER) || has(PartLabel.PLACE);
        if (container == null || has(PartLabel.TITLE) || isNumbered || container.last() - container.first() < 2) {
            return;
        }
        boolean isJournal = false;
        for (int i = container.first(); i <= container.last(); i++) {
            isBook |= tokens.shape(i) == ReferenceTokens.SMALLS;
            isJournal |= isOf(i, "journal");
        }
        boolean isDated = container.last() + 2 < tokens.size()
                && tokens.shape(container.last() + 1) == '('
                && tokens.shape(container.last() + 2) == ReferenceTokens.YEAR;
        boolean isWithin = has(PartLabel.AUTHOR)
                && has(PartLabel.EDITOR)
                && parts.get(PartLabel.EDITOR).first() < container.first();
        for (int i = Math.max(0, container.first() - 2); i < container.first(); i++) {
            isWithin |= isOf(i, "in");
        }
        if (isBook && !isJournal && !isDated && !isWithin) {
            parts.remove(PartLabel.CONTAINER);
            put(PartLabel.TITLE, unsure(container));
        }
    }

    /** {@code Notes on aphids. Zool. Anz} without a title is title and journal. */
    private void splitJournal() {
        Part container = parts.get(PartLabel.CONTAINER);
        boolean isNumbered = has(PartLabel.VOLUME) || has(PartLabel.ISSUE);
        if (container == null || has(PartLabel.TITLE) || !isNumbered || !has(PartLabel.PAGES)) {
            return;
        }
        if (isOf(container.first(), "journal") || isOf(container.first(), "conference")) {
            return;
        }
        int smalls = 0;
        for (int i = container.first(); i < container.last(); i++) {
            smalls += tokens.shape(i) == ReferenceTokens.SMALLS ? 1 : 0;
            boolean isEnd = ".?!".indexOf(tokens.shape(i)) >= 0
                    && tokens.isAfterBlank(i + 1)
                    && i - container.first() > 1
                    && tokens.word(i - 1).length() >= SHORTEST_WORD;
            if (isEnd && smalls > 0) {
                Part title = printed.trimmed(container.first(), i - 1);
                Part journal = printed.trimmed(i + 1, container.last());
                if (title != null && journal != null) {
                    put(PartLabel.TITLE, unsure(title));
                    put(PartLabel.CONTAINER, unsure(journal));
                }
                return;
            }
        }
    }

    /** A number right before a title begins it: {@code 2017 ACC consensus}, {@code 300,000-year-old skull}. */
    private void extendTitleBack() {
        Part title = parts.get(PartLabel.TITLE);
        if (title == null) {
            return;
        }
        int first = title.first();
        while (first > 0 && !isOfAny(first - 1)) {
            boolean isPoint = first > 1
                    && ",.".indexOf(tokens.shape(first - 1)) >= 0
                    && !tokens.isAfterBlank(first)
                    && tokens.isNumber(first)
                    && tokens.isNumber(first - 2)
                    && !isOfAny(first - 2);
            if (!isPoint && !tokens.isNumber(first - 1)) {
                break;
            }
            first -= isPoint ? 2 : 1;
        }
        boolean isYear = first < title.first() && tokens.shape(title.first() - 1) == ReferenceTokens.YEAR;
        boolean isBehindMark = first > 1 && tokens.isMark(first - 1);
        if (first < title.first() && isBehindMark && (!isYear || has(PartLabel.DATE))) {
            put(PartLabel.TITLE, unsure(first, title.last(), title));
        }
    }

    /** {@code Lei n. 12.711, de 29 de agosto} is a title, though it begins as a journal and a number do. */
    private void extendTitleToStart() {
        Part title = parts.get(PartLabel.TITLE);
        Part container = parts.get(PartLabel.CONTAINER);
        if (title == null || container == null || has(PartLabel.AUTHOR) || has(PartLabel.EDITOR)) {
            return;
        }
        if (container.first() > 1
                || container.last() > title.first()
                || title.first() - container.last() > LONGEST_NAME) {
            return;
        }
        for (PartLabel label : List.of(PartLabel.CONTAINER, PartLabel.VOLUME, PartLabel.ISSUE)) {
            if (has(label) && parts.get(label).first() < title.first()) {
                parts.remove(label);
            }
        }
        put(PartLabel.TITLE, unsure(container.first(), title.last(), title));
    }

    /** Names and places behind a small word of a title are of that: {@code the works of Sarah Reed}, {@code in Berlin}. */
    private void extendTitleOverNames() {
        Part title = parts.get(PartLabel.TITLE);
        if (title == null || tokens.shape(title.last()) != ReferenceTokens.SMALLS) {
            return;
        }
        Part editors = parts.get(PartLabel.EDITOR);
        boolean isNamed = isOf(title.last(), "in");
        for (int i = Math.max(title.first(), title.last() - 2); i <= title.last(); i++) {
            isNamed |= isOf(i, "editor") || isOf(i, "translator");
        }
        if (editors != null && editors.first() == title.last() + 1 && !isNamed) {
            parts.remove(PartLabel.EDITOR);
            put(PartLabel.TITLE, unsure(title.first(), editors.last(), title));
            return;
        }
        Part place = parts.get(PartLabel.PLACE);
        if (place != null && place.first() == title.last() + 1) {
            int last = place.first();
            while (last < place.last() && ",.:".indexOf(tokens.shape(last + 1)) < 0) {
                last++;
            }
            Part rest = last == place.last() ? null : printed.trimmed(last + 1, place.last());
            if (rest == null) {
                parts.remove(PartLabel.PLACE);
            } else {
                put(PartLabel.PLACE, unsure(rest));
            }
            put(PartLabel.TITLE, unsure(title.first(), last, title));
        }
    }

    /**
     * {@code … of Nesher Ramla, Israel. Science 372}: a place between title and journal ends the title, and so does one that
     * begins the journal.
     */
    private void extendTitleOverPlace() {
        Part title = parts.get(PartLabel.TITLE);
        Part container = parts.get(PartLabel.CONTAINER);
        boolean isNumbered = has(PartLabel.VOLUME) || has(PartLabel.ISSUE);
        if (title == null || container == null || !isNumbered || container.first() < title.last()) {
            return;
        }
        Part place = parts.get(PartLabel.PLACE);
        boolean isWithin = place != null && place.first() > title.last() && place.last() < container.first();
        if (isWithin
                && isBetween(title.last(), place.first(), ",")
                && tokens.shape(container.first() - 1) == '.'
                && container.first() - place.last() <= LONGEST_TAIL) {
            int end = container.first() - 1;
            for (int i = place.last() + 1; i < container.first(); i++) {
                if (isOf(i, "in") || "([:".indexOf(tokens.shape(i)) >= 0) {
                    return;
                }
            }
            Part longer = printed.trimmed(title.first(), end);
            parts.remove(PartLabel.PLACE);
            put(PartLabel.TITLE, unsure(longer));
            return;
        }
        if (!isBetween(title.last(), container.first(), ",")) {
            return;
        }
        int last = container.first() - 1;
        for (int i = container.first(); i < container.last() && i - container.first() < LONGEST_TAIL; i++) {
            if (tokens.shape(i) == '.' && tokens.isAfterBlank(i + 1)) {
                last = i;
                break;
            }
            boolean isPlace = isOf(i, "place") && tokens.word(i).length() >= SHORTEST_WORD;
            if (tokens.shape(i + 1) == '.' && !isPlace) {
                return;
            }
        }
        Part journal = last < container.first() ? null : printed.trimmed(last + 1, container.last());
        if (journal != null) {
            put(PartLabel.TITLE, unsure(title.first(), last - 1, title));
            put(PartLabel.CONTAINER, unsure(journal));
        }
    }

    /** A range of years in brackets behind a title belongs to it: {@code Notes on Italy (1855-1856)}. */
    private void extendTitleOverRange() {
        Part title = parts.get(PartLabel.TITLE);
        int at = title == null ? tokens.size() : title.last() + 1;
        boolean isRange = at + 4 < tokens.size()
                && tokens.shape(at) == '('
                && tokens.shape(at + 1) == ReferenceTokens.YEAR
                && tokens.shape(at + 2) == '-'
                && tokens.isNumber(at + 3)
                && tokens.shape(at + 4) == ')';
        if (isRange && !isOfAny(at + 1)) {
            put(PartLabel.TITLE, unsure(title.first(), at + 4, title));
        }
    }

    /** {@code The porphyrins. Vol. I} is a title and a volume. */
    private void cutVolume() {
        Part title = parts.get(PartLabel.TITLE);
        if (title == null || has(PartLabel.VOLUME)) {
            return;
        }
        int at = title.last();
        boolean isNumber = tokens.isNumber(at) && tokens.shape(at) != ReferenceTokens.YEAR || isRoman(at);
        int word = at - 1;
        while (word > title.first() && tokens.shape(word) == '.') {
            word--;
        }
        boolean isVolume = isNumber
                && word > title.first() + 1
                && isOf(word, "volume")
                && tokens.isMark(word - 1)
                && tokens.shape(word - 1) != '-';
        Part before = isVolume ? printed.trimmed(title.first(), word - 1) : null;
        if (before != null) {
            put(PartLabel.TITLE, before);
            put(PartLabel.VOLUME, new Part(at, at, UNSURE));
        }
    }

    /** {@code ACS nano 5} before an issue or a page, or {@code 66 Law Quarterly}, is a journal and its volume. */
    private void cutVolumeOfJournal() {
        Part container = parts.get(PartLabel.CONTAINER);
        boolean isNumbered = has(PartLabel.ISSUE) || has(PartLabel.PAGES);
        if (container == null || has(PartLabel.VOLUME) || container.first() == container.last()) {
            return;
        }
        int last = container.last();
        int first = container.first();
        boolean isLast = tokens.isNumber(last) && tokens.shape(last) != ReferenceTokens.YEAR;
        boolean isFirst = tokens.isNumber(first) && tokens.shape(first) != ReferenceTokens.YEAR;
        isLast &= isNumbered && tokens.isAfterBlank(last);
        isFirst &= !isLast && tokens.isAfterBlank(first + 1);
        Part rest = isLast ? printed.trimmed(first, last - 1) : isFirst ? printed.trimmed(first + 1, last) : null;
        if (rest != null) {
            int number = isLast ? last : first;
            put(PartLabel.VOLUME, new Part(number, number, UNSURE));
            put(PartLabel.CONTAINER, unsure(rest));
        }
    }

    /** {@code 792 L32} as a volume is volume and page. */
    private void splitLetteredPage() {
        Part volume = parts.get(PartLabel.VOLUME);
        boolean isBoth = volume != null
                && !has(PartLabel.PAGES)
                && volume.last() == volume.first() + 2
                && tokens.isNumber(volume.first())
                && tokens.shape(volume.first() + 1) == ReferenceTokens.CAPITAL
                && tokens.isAfterBlank(volume.first() + 1)
                && tokens.isNumber(volume.last())
                && !tokens.isAfterBlank(volume.last());
        if (isBoth) {
            put(PartLabel.VOLUME, unsure(volume.first(), volume.first(), volume));
            put(PartLabel.PAGES, unsure(volume.first() + 1, volume.last(), volume));
        }
    }

    /** The word before the number of a supplement belongs to it. */
    private void extendSupplement() {
        Part issue = parts.get(PartLabel.ISSUE);
        if (issue == null || !tokens.isNumber(issue.first())) {
            return;
        }
        int word = issue.first() - 1;
        word -= word > 0 && tokens.shape(word) == '.' ? 1 : 0;
        boolean isSupplement = word > 0
                && !isOfAny(word)
                && (tokens.word(word).regionMatches(true, 0, "suppl", 0, 5)
                        || tokens.word(word).regionMatches(true, 0, "supl", 0, 4));
        if (isSupplement) {
            put(PartLabel.ISSUE, unsure(word, issue.last(), issue));
        }
    }

    /** {@code 507-519 (in Korean)} as pages ends before the bracket. */
    private void cutPages() {
        Part pages = parts.get(PartLabel.PAGES);
        for (int i = pages == null ? tokens.size() : pages.first() + 1; i < tokens.size() && i < pages.last(); i++) {
            if (tokens.shape(i) == '(' && !tokens.isNumber(i + 1)) {
                put(PartLabel.PAGES, unsure(printed.trimmed(pages.first(), i - 1)));
                return;
            }
        }
    }

    private boolean isRoman(int token) {
        String word = tokens.word(token);
        return word.length() <= LONGEST_NAME && word.chars().allMatch(c -> "IVXLC".indexOf(c) >= 0);
    }

    /** {@code J. Chem. Soc. 272 (1948)}: the one number of a journal that is not the year is the page. */
    private void findPage() {
        Part volume = parts.get(PartLabel.VOLUME);
        Part container = parts.get(PartLabel.CONTAINER);
        if (volume == null
                || container == null
                || has(PartLabel.TITLE)
                || has(PartLabel.PAGES)
                || has(PartLabel.ISSUE)) {
            return;
        }
        boolean isPage = volume.first() == volume.last()
                && tokens.isNumber(volume.first())
                && tokens.word(volume.first()).length() >= LEAST_DIGITS_OF_PAGE
                && isBetween(container.last(), volume.first(), ".,")
                && volume.last() + 2 < tokens.size()
                && tokens.shape(volume.last() + 1) == '('
                && tokens.shape(volume.last() + 2) == ReferenceTokens.YEAR;
        if (isPage) {
            parts.remove(PartLabel.VOLUME);
            put(PartLabel.PAGES, unsure(volume));
        }
    }

    /** A name in the place of a journal, before its number, is no place: {@code Zoologia, v. 19}. */
    private void findJournal() {
        Part place = parts.get(PartLabel.PLACE);
        Part title = parts.get(PartLabel.TITLE);
        boolean isAlone = place != null && title != null && !has(PartLabel.CONTAINER) && !has(PartLabel.PUBLISHER);
        if (!isAlone || place.first() < title.last() || !isBetween(title.last(), place.first(), ".,\"?!")) {
            return;
        }
        for (int i = place.first(); i <= place.last(); i++) {
            if (isOf(i, "place")) {
                return;
            }
        }
        boolean isBeforeNumber = false;
        for (PartLabel label : List.of(PartLabel.VOLUME, PartLabel.ISSUE, PartLabel.PAGES)) {
            Part number = parts.get(label);
            int most = label == PartLabel.PAGES ? 1 : LONGEST_PLACE;
            int step = number == null ? 0 : number.first() - place.last();
            isBeforeNumber |= step > 0 && step <= most;
        }
        Part date = parts.get(PartLabel.DATE);
        boolean isDated = date != null && date.first() > place.last() && date.first() - place.last() <= 2;
        if (isBeforeNumber && !isDated) {
            parts.remove(PartLabel.PLACE);
            put(PartLabel.CONTAINER, unsure(place));
        }
    }

    /** {@code History of Venice. Venezia. Naratovich, 1856}: a place that ends a title stands before the publisher. */
    private void cutPlaceOfTitle() {
        Part title = parts.get(PartLabel.TITLE);
        if (title == null || has(PartLabel.PUBLISHER)) {
            return;
        }
        PartLabel label = has(PartLabel.PLACE) ? PartLabel.PLACE : PartLabel.CONTAINER;
        Part next = parts.get(label);
        boolean isNext = next != null
                && title.last() < next.first()
                && isBetween(title.last(), next.first(), ".,:")
                && !isPlace(next)
                && isBeforeDate(next)
                && !isNumberedBehind(next);
        int mark = title.last() - 1;
        while (isNext && mark > title.first() && title.last() - mark < LONGEST_PLACE && !tokens.isMark(mark)) {
            mark--;
        }
        Part before = isNext && tokens.shape(mark) == '.' ? printed.trimmed(title.first(), mark - 1) : null;
        Part place = before == null ? null : printed.trimmed(mark + 1, title.last());
        if (place != null && isPlace(place)) {
            parts.remove(label);
            put(PartLabel.TITLE, unsure(before));
            put(PartLabel.PLACE, unsure(place));
            put(PartLabel.PUBLISHER, unsure(next));
        }
    }

    /** {@code Standard methods. Royal Society of Bogs} as a title without anything else ends on its publisher. */
    private void cutPublisherOfTitle() {
        Part title = parts.get(PartLabel.TITLE);
        if (title == null || has(PartLabel.PUBLISHER) || has(PartLabel.CONTAINER)) {
            return;
        }
        boolean isBody = false;
        for (int i = title.last(); i > title.first() + 1 && title.last() - i <= LONGEST_NAME; i--) {
            int shape = tokens.shape(i);
            isBody |= isOf(i, "university") || isOf(i, "press");
            if (shape == '.' && i < title.last() && tokens.isAfterBlank(i + 1)) {
                Part before = printed.trimmed(title.first(), i - 1);
                Part behind = printed.trimmed(i + 1, title.last());
                boolean isName = isBody && behind != null && behind.last() > behind.first();
                if (before != null && isName && tokens.word(i - 1).length() >= SHORTEST_WORD) {
                    put(PartLabel.TITLE, unsure(before));
                    put(PartLabel.PUBLISHER, unsure(behind));
                }
                return;
            }
            boolean isSmall = shape == ReferenceTokens.SMALLS && tokens.word(i).length() >= SHORTEST_WORD;
            if (isSmall || tokens.isNumber(i)) {
                return;
            }
        }
    }

    /** A journal behind a place, or one that is named a press, is a publisher, where it has no number. */
    private void findPublisher() {
        Part container = parts.get(PartLabel.CONTAINER);
        Part title = parts.get(PartLabel.TITLE);
        if (container == null || title == null || has(PartLabel.PUBLISHER) || container.first() < title.last()) {
            return;
        }
        Part place = parts.get(PartLabel.PLACE);
        boolean isBehindPlace = place != null
                && place.last() < container.first()
                && place.first() > title.last()
                && isBetween(place.last(), container.first(), ",:.");
        boolean isJournal = isNumberedBehind(container);
        for (int i = container.first(); i <= container.last(); i++) {
            isJournal |= isOf(i, "journal");
        }
        boolean isBody = isOf(container.first(), "university") && !has(PartLabel.PAGES);
        boolean isPress = !isJournal && (isOf(container.last(), "press") || isBody);
        Part date = parts.get(PartLabel.DATE);
        boolean isBeforePlace = place != null
                && !isJournal
                && !has(PartLabel.PAGES)
                && isBetween(title.last(), container.first(), ",.(")
                && isBetween(container.last(), place.first(), ",:.")
                && container.last() - container.first() < LONGEST_PLACE
                && !holds(container, ',')
                && date != null
                && date.first() == date.last()
                && isBeforeDate(place);
        if (isBehindPlace && !isNumberedBehind(container) || isPress || isBeforePlace) {
            parts.remove(PartLabel.CONTAINER);
            put(PartLabel.PUBLISHER, unsure(container));
        }
    }

    private boolean holds(Part part, int shape) {
        for (int i = part.first(); i <= part.last(); i++) {
            if (tokens.shape(i) == shape) {
                return true;
            }
        }
        return false;
    }

    private boolean isNumberedBehind(Part part) {
        for (PartLabel label : List.of(PartLabel.VOLUME, PartLabel.ISSUE)) {
            if (has(label) && parts.get(label).first() > part.last()) {
                return true;
            }
        }
        return false;
    }

    private boolean isPlace(Part part) {
        boolean isPlace = true;
        for (int i = part.first(); isPlace && i <= part.last(); i++) {
            isPlace = tokens.isMark(i) || isOf(i, "place") || isOf(i, "particle") || isOf(i, "and");
        }
        return isPlace;
    }

    /** {@code Madrid: Gredos} as a place is place and publisher. */
    private void splitPlace() {
        Part place = parts.get(PartLabel.PLACE);
        if (place == null || has(PartLabel.PUBLISHER)) {
            return;
        }
        for (int i = place.first() + 1; i < place.last(); i++) {
            if (":,(".indexOf(tokens.shape(i)) < 0) {
                continue;
            }
            Part before = printed.trimmed(place.first(), i - 1);
            Part behind = printed.trimmed(i + 1, place.last());
            if (tokens.shape(i) == '(') {
                if (before != null && behind != null && isPlace(behind)) {
                    put(PartLabel.PUBLISHER, unsure(before));
                    put(PartLabel.PLACE, unsure(behind));
                }
                return;
            }
            boolean isShort = behind != null
                    && behind.first() == behind.last()
                    && tokens.shape(behind.first()) == ReferenceTokens.TWO_CAPITALS;
            boolean isPublisher = before != null
                    && behind != null
                    && !isShort
                    && (tokens.shape(i) == ':'
                            || isPlace(before) && !isPlace(behind) && !isRoman(behind.first()) && isBeforeDate(behind));
            if (isPublisher) {
                put(PartLabel.PLACE, before);
                put(PartLabel.PUBLISHER, unsure(behind));
                return;
            }
        }
    }

    private boolean isBeforeDate(Part part) {
        Part date = parts.get(PartLabel.DATE);
        return date != null && isBetween(part.last(), date.first(), ",;:.([");
    }

    /** {@code Universidade Federal do} goes on with the place behind it. */
    private void joinPublisher() {
        Part publisher = parts.get(PartLabel.PUBLISHER);
        Part place = parts.get(PartLabel.PLACE);
        boolean isCut = publisher != null
                && place != null
                && place.first() == publisher.last() + 1
                && tokens.shape(publisher.last()) == ReferenceTokens.SMALLS;
        if (isCut) {
            parts.remove(PartLabel.PLACE);
            put(PartLabel.PUBLISHER, unsure(publisher.first(), place.last(), publisher));
        }
    }

    /** {@code Cambridge, Cambridge University Press} as a publisher is place and publisher, and so is the other order. */
    private void splitPublisher() {
        Part publisher = parts.get(PartLabel.PUBLISHER);
        if (publisher == null || has(PartLabel.PLACE)) {
            return;
        }
        for (int i = publisher.last() - 1; i > publisher.first(); i--) {
            if (",:".indexOf(tokens.shape(i)) < 0) {
                continue;
            }
            Part before = printed.trimmed(publisher.first(), i - 1);
            Part behind = printed.trimmed(i + 1, publisher.last());
            if (before == null || behind == null) {
                return;
            }
            if (isPlaceOf(behind, before)) {
                put(PartLabel.PUBLISHER, before);
                put(PartLabel.PLACE, unsure(behind));
                return;
            }
            if (isPlaceOf(before, behind)) {
                put(PartLabel.PUBLISHER, behind);
                put(PartLabel.PLACE, unsure(before));
                return;
            }
        }
    }

    /** Reports whether a part is a place by its words, or names the place that the publisher is called by. */
    private boolean isPlaceOf(Part part, Part publisher) {
        if (isPlace(part)) {
            return !isPlace(publisher);
        }
        int length = part.last() - part.first();
        for (int from = publisher.first(); from + length <= publisher.last(); from++) {
            boolean isSame = length < publisher.last() - publisher.first();
            for (int i = 0; isSame && i <= length; i++) {
                isSame = tokens.hash(from + i) == tokens.hash(part.first() + i);
            }
            if (isSame) {
                return true;
            }
        }
        return false;
    }

    /** {@code Zoologia, Curitiba} as a journal is the journal and its place. */
    private void cutPlace() {
        Part container = parts.get(PartLabel.CONTAINER);
        if (container == null || has(PartLabel.PLACE)) {
            return;
        }
        for (int i = container.last() - 1; i > container.first(); i--) {
            if (tokens.shape(i) == ',') {
                Part before = printed.trimmed(container.first(), i - 1);
                Part behind = printed.trimmed(i + 1, container.last());
                if (before != null && behind != null && isPlace(behind)) {
                    put(PartLabel.CONTAINER, before);
                    put(PartLabel.PLACE, unsure(behind));
                }
                return;
            }
        }
    }
}
