/** Imports over HTTP: takes files, shows and cancels jobs. */
package org.offprint.api.imports;
