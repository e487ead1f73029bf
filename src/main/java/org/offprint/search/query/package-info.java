/** Query language of the parameter {@code q}: parser, query tree and canonical text. */
package org.offprint.search.query;
