/** Imports as jobs: reads files record by record and stores them by the rules of the resources. */
package org.offprint.imports;
