package org.offprint;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The first half of the tests on a running service, by run time: tests that create and change records. */
@Suite
@SelectPackages("org.offprint")
@IncludeClassNamePatterns(RecordsSuite.CLASSES)
class RecordsSuite {

    /**
     * Tests of issues, imports, texts, references, readiness, indexes and citations belong to the second half, whose
     * service has fewer records to index. Each profile belongs to one half, which builds and starts its service: {@code
     * MinimalServiceProfile} belongs to this half.
     */
    static final String CLASSES =
            "org\\.offprint\\.(web\\.api\\.(?!imports\\.|issues\\.|readiness\\.|references\\.|service\\.SearchIndex"
                    + "|articles\\.(CitedBy|Unpublished|FullText)|lists\\.Paging).*"
                    + "|platform\\.security\\.(ApiKeyResource|FirstKey)|services\\.usage\\.UncountedViews)Test";
}
