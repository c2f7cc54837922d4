import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.reporting.CheckingReport;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Checks many books in one virtual machine, which takes seconds to start: a line of JSON for each. */
public class Epubs {
    public static void main(String[] files) {
        for (String file : files) {
            StringWriter found = new StringWriter();
            CheckingReport report = new CheckingReport(new PrintWriter(found), file);
            report.initialize();
            int outcome = new EpubCheck(new File(file), report).doValidate();
            report.generate();
            System.out.println(found.toString().replace("\n", " "));
        }
    }
}
