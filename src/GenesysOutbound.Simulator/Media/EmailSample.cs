using GenesysOutbound.Simulator.Common;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Media;

/// <summary>
/// The attached data of the e-mail in the documents' sample, with the names of people and machines replaced where a caller gives
/// them.
/// </summary>
internal static class EmailSample
{
    public static JObject UserData(string? subject, string? from)
    {
        var data = (JObject)Json.Parse(Text);
        if (subject is not null)
        {
            data["Subject"] = subject;
        }

        if (from is not null)
        {
            data["FromAddress"] = from;
            data["EmailAddress"] = from;
        }

        return data;
    }

    private const string Text = """
        {
          "Header_Content-Type": "multipart/mixed;boundary=\"=====2061846951====\"",
          "RTargetTypeSelected": "2",
          "RTargetObjectSelected": "E-maildistributionforprocessing",
          "_ContainsAttachment": "false",
          "CBR-actual_volume": "",
          "RVQID": "",
          "To": "GWS@gplus-w2k3-gf80",
          "Header_Date": "Tue,11Mar2014 14: 05: 09+0200",
          "_AttachmentsSize": "0",
          "_AutoReplyCount": 0,
          "RTargetObjSelDBID": "114",
          "Header_MIME-Version": "1.0",
          "Mailbox": "GWS@gplus-w2k3-gf80.emea.int.genesyslab.com",
          "CBR-Interaction_cost": "",
          "CBR-contract_DBIDs": "",
          "ContactId": "0000Wa9CAM6W018X",
          "RTargetAgentSelected": "12345",
          "CBR-IT-path_DBIDs": "",
          "RTargetAgentGroup": "E-maildistributionforprocessing",
          "RTargetRuleSelected": "",
          "FromPersonal": "",
          "RTargetPlaceSelected": "a1",
          "_AttachmentFileNames": "",
          "RTenant": "Environment",
          "RRequestedSkills": null,
          "Origination_Source": "Email",
          "RRequestedSkillCombination": "",
          "RVQDBID": "",
          "RStrategyDBID": "785",
          "CustomerSegment": "default",
          "ServiceType": "default",
          "FromAddress": "qwerty@hpe-voicevm-34-23.genesyslab.com",
          "ServiceObjective": 0,
          "Header_Message-ID": "<zelb2cv3w25cwdh.110320141405@192.168.67.43>",
          "PegAGE-maildistributionforprocessing": 1,
          "RTargetRequested": "E-maildistributionforprocessing",
          "EmailAddress": "qwerty@hpe-voicevm-34-23.genesyslab.com",
          "RStrategyName": "SimpleEmailInStrategy",
          "Subject": "Test_V2"
        }
        """;
}
