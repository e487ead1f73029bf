package org.offprint;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The first half of the tests on a running service, by the time they take: those that make and change records. */
@Suite
@SelectPackages("org.offprint")
@IncludeClassNamePatterns(RecordsSuite.CLASSES)
class RecordsSuite {

    /**
     * Issues, imports, texts, references, readiness, indexes and citations are left to the other half, whose service has
     * fewer records to index. Each profile is of one half, which builds and starts its service: {@code BareService} is of
     * this one.
     */
    static final String CLASSES =
            "org\\.offprint\\.(web\\.api\\.(?!imports\\.|issues\\.|readiness\\.|references\\.|service\\.SearchIndex"
                    + "|articles\\.(CitedBy|Unpublished|FullText)|lists\\.Walk).*"
                    + "|platform\\.security\\.(ApiKeyResource|FirstKey)|services\\.usage\\.UncountedViews)Test";
}
