package org.offprint;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Suite with about half of the tests on a running service, measured by run time. The suite contains the tests that
 * create and change records.
 */
@Suite
@SelectPackages("org.offprint")
@IncludeClassNamePatterns(RecordsSuite.CLASSES)
class RecordsSuite {

    /**
     * Pattern of the class names in this suite. Tests of imports, texts, references, readiness, indexes and citations
     * belong to {@link RestSuite}, whose service has fewer records to index. Each profile belongs to one suite, which
     * builds and starts its service. {@code MinimalServiceProfile} belongs to this suite.
     */
    static final String CLASSES =
            "org\\.offprint\\.(web\\.api\\.(?!imports\\.|readiness\\.|references\\.|service\\.SearchIndex"
                    + "|articles\\.(CitedBy|Unpublished|FullText)|lists\\.Paging|webhooks\\.EventStreamLimit"
                    + "|contract\\.ContractContact).*"
                    + "|platform\\.security\\.(ApiKeyResource|FirstKey)|services\\.usage\\.UncountedViews)Test";
}
