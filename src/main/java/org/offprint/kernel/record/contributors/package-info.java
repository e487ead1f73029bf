/** Contributors to articles, their roles and their affiliations. */
package org.offprint.kernel.record.contributors;
