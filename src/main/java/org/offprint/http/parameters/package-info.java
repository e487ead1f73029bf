/** Query parameters: strict names, and readers that report everything that is wrong at once. */
package org.offprint.http.parameters;
